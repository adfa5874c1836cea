"""English names: from the tables, else put together from head and name, else in the press's romanisation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dosye.entities.bodies import head_of
from dosye.entities.clusters import Cluster
from dosye.entities.names import name_index
from dosye.entities.phrases import Phrase, word_english
from dosye.entities.roles import Office
from dosye.entities.seen import Seen
from dosye.knowledge import Knowledge
from dosye.language.ckb.romanise import romanise
from dosye.records import EntityType
from dosye.tables import read_table


def table_name(key: str | None, knowledge: Knowledge) -> str | None:
    """Return the English name of a line of the tables as the press writes it.

    Letters of other alphabets go without their marks, and what stands in brackets is left to the table.
    """
    line = knowledge.actors.get(key or "") or knowledge.places.get(key or "")
    return _plain(line.name_en) if line and line.name_en else None


@lru_cache(maxsize=3072)
def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.partition(" (")[0].replace("\u0131", "i"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def name_english(cluster: Cluster, name: str, knowledge: Knowledge) -> str:
    """Return the English name of a named entity."""
    known = table_name(cluster.key, knowledge)
    if known:
        return known
    keys = _fullest(cluster).keys
    head = head_of(keys)
    if cluster.type is EntityType.PERSON or head is None:
        return romanise(name)
    return _headed(head, keys, name, knowledge)


def _headed(head: tuple[str, int, str], keys: tuple[str, ...], name: str, knowledge: Knowledge) -> str:
    """A body named by a common noun and what stands after it."""
    _, size, english = head
    words = name.split()
    adjectives = []
    while size < len(keys) and word_english(keys[size]) and not name_index(knowledge).exact(keys[size:]):
        adjectives.append(word_english(keys[size]))
        size += 1
    found = name_index(knowledge).exact(keys[size:])
    rest = table_name(found.names[0].key, knowledge) if found else None
    if rest is None and size == len(keys) - 1:
        rest = word_english(keys[size], noun=True)
    rest = rest or _numbered(words[size:]) or (romanise(" ".join(words[size:])) if len(words) > size else "")
    bare = english.replace(" of {}", "").replace("{} ", "").replace(" {}", "").strip()
    if adjectives or rest.startswith("the "):
        whole = " ".join([*reversed(adjectives), bare.lower()])
        return f"{whole} of {with_article(rest)}" if rest else f"the {whole}"
    if rest:
        return english.replace("{}", rest)
    return f"the {bare.lower()}" if bare else romanise(name)


def _numbered(words: Sequence[str]) -> str:
    """Return `45th` for a number that stands alone, whatever ending it bears; nothing for other words."""
    digits = re.match(r"\d+", words[0]) if len(words) == 1 else None
    if digits is None:
        return ""
    number = int(digits[0])
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def office_english(office: Office, served: Sequence[tuple[str, str]], *, capital: bool = True) -> str:
    """Return what to call an office holder whom the article does not name.

    Args:
        office: what the role's words name.
        served: English names of bodies and places in it, each with the preposition before it.
        capital: whether it stands in the place of a name.
    """
    told = [(link, name) for link, name in served if name]
    label = _label(office, told[0][1] if told else "")
    if not label:
        return "an office holder"
    if capital and not office.one_of:
        label = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in label.split())
    told = [t for t in told if not set(t[1].lower().split()) <= set(label.lower().split())]
    article = ("an " if label[0] in "aeio" else "a ") if office.one_of else ""
    diplomat = office.kind == "diplomat"
    size = 2 if diplomat else 1
    ties = (
        f" {'to' if diplomat and link == 'in' else link} {with_article(name)}" for link, name in told[:size]
    )
    return article + label + "".join(ties)


def _label(office: Office, served: str) -> str:
    """The office without what the name of the body says again: `head of the bloc` of a bloc is its head."""
    words = set(served.lower().split())
    label = office.label
    if label in _CHAIRS and words & _words("part"):
        label = _CHAIRS[label]
    head, of, rest = label.partition(" of ")
    if of and office.kind != "minister" and set(rest.removeprefix("the ").split()) & words:
        return head
    tokens = label.split()
    while len(tokens) > 1 and tokens[0] in words:
        tokens.pop(0)
    return " ".join(tokens)


def with_article(name: str) -> str:
    """Put `the` before the name of a body or country that the English press uses it with."""
    words = name.split()
    bare = name.startswith(("the ", "a ", "an ")) or "'s" in name or words[:1] == ["Kata'ib"]
    return f"the {name}" if not bare and _words("the") & set(words) else name


_SMALL = frozenset({"of", "and", "the", "in"})
_CHAIRS = {"president": "head", "vice president": "deputy head"}


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    rows = read_table(Path(__file__).parent / "articled.tsv", ("kind", "word"), key=("kind", "word"))
    return frozenset(row["word"] for row in rows if row["kind"] == kind)


def group_english(phrases: Sequence[Phrase]) -> str:
    """Return what to call a group: the phrase that says most of it, the first of several."""
    best = max(phrases, key=lambda p: p.size, default=None)
    return best.text() if best else "unnamed actors"


def _fullest(cluster: Cluster) -> Seen:
    return max(cluster.seen, key=lambda s: (len(s.keys), -s.start))
