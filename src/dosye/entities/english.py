"""English names: from the tables, else put together from head and name, else in the press's romanisation."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.entities.bodies import head_of
from dosye.entities.clusters import Cluster, group_head
from dosye.entities.features import group_labels
from dosye.entities.roles import Office
from dosye.entities.seen import Seen
from dosye.knowledge import Knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.romanise import romanise
from dosye.records import EntityType


def table_name(key: str | None, knowledge: Knowledge) -> str | None:
    """Return the English name of a line of the tables."""
    line = knowledge.actors.get(key or "") or knowledge.places.get(key or "")
    return line.name_en if line and line.name_en else None


def name_english(cluster: Cluster, name: str, inside: Sequence[Cluster], knowledge: Knowledge) -> str:
    """Return the English name of a named entity; `inside` are clusters of known names in its name."""
    known = table_name(cluster.key, knowledge)
    if known:
        return known
    head = head_of(_fullest(cluster).keys)
    if cluster.type is EntityType.PERSON or head is None:
        return romanise(name)
    return _headed(head, name, inside, knowledge)


def _headed(head: tuple[str, int, str], name: str, inside: Sequence[Cluster], knowledge: Knowledge) -> str:
    _, size, english = head
    words = name.split()
    rest = table_name(inside[0].key, knowledge) if inside else None
    rest = rest or (romanise(" ".join(words[size:])) if len(words) > size else "")
    if rest:
        return english.replace("{}", rest)
    bare = english.replace(" of {}", "").replace("{} ", "").replace(" {}", "").strip()
    return f"the {bare.lower()}" if bare else romanise(name)


def office_english(office: Office, name: str, served: str | None) -> str:
    """Return what to call an office holder whom the article does not name."""
    label = office.label or romanise(name)
    if office.one_of:
        return f"a {label} of {served}" if served else f"a {label}"
    label = " ".join(w if w in ("of", "and") else w[:1].upper() + w[1:] for w in label.split())
    return f"{label} of {served}" if served else label


def group_english(cluster: Cluster, inside: Sequence[str]) -> str:
    """Return what to call a group."""
    label = group_labels().get(group_head(_fullest(cluster).keys), "")
    count = next((k for k in _fullest(cluster).keys if k.isdigit()), "")
    words = " ".join(w for w in (count, label or "group") if w)
    return f"{words} of {inside[0]}" if inside else words


def _fullest(cluster: Cluster) -> Seen:
    return max(cluster.seen, key=lambda s: (len(s.keys), -s.start))


def keyed(name: str) -> tuple[str, ...]:
    """Return the look-up keys of the words of a name."""
    return tuple(lookup_key(name).split())
