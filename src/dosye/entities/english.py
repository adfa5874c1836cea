"""English names: from the tables, else put together from head and name, else in the press's romanisation."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.entities.body_names import body_english
from dosye.entities.clusters import Cluster
from dosye.entities.phrases import Phrase
from dosye.entities.press_names import articled, table_name, with_article
from dosye.entities.roles import Office
from dosye.entities.seen import Seen
from dosye.knowledge import Knowledge
from dosye.language.ckb.romanise import romanise
from dosye.records import EntityType


def name_english(cluster: Cluster, name: str, knowledge: Knowledge) -> str:
    """Return the English name of a named entity."""
    known = table_name(cluster.key, knowledge)
    if known:
        return known
    if cluster.type is EntityType.PERSON:
        return romanise(name)
    return body_english(_fullest(cluster).keys, name.split(), knowledge) or romanise(name)


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
    if label in _CHAIRS and words & articled("part"):
        label = _CHAIRS[label]
    head, of, rest = label.partition(" of ")
    if of and office.kind != "minister" and set(rest.removeprefix("the ").split()) & words:
        return head
    tokens = label.split()
    while len(tokens) > 1 and tokens[0] in words:
        tokens.pop(0)
    return " ".join(tokens)


_SMALL = frozenset({"of", "and", "the", "in"})
_CHAIRS = {"president": "head", "vice president": "deputy head"}


def group_english(phrases: Sequence[Phrase]) -> str:
    """Return what to call a group: the phrase that says most of it, the first of several."""
    best = max(phrases, key=lambda p: p.size, default=None)
    return best.text() if best else "unnamed actors"


def _fullest(cluster: Cluster) -> Seen:
    return max(cluster.seen, key=lambda s: (len(s.keys), -s.start))
