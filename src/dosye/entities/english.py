"""English names: from the tables, else put together from head and name, else in the press's romanisation."""

from __future__ import annotations

from collections.abc import Sequence

from dosye.entities.bodies import head_of
from dosye.entities.clusters import Cluster, group_head
from dosye.entities.features import group_labels
from dosye.entities.names import name_index
from dosye.entities.roles import Office
from dosye.entities.seen import Seen
from dosye.knowledge import Knowledge
from dosye.language.ckb.romanise import romanise
from dosye.records import EntityType


def table_name(key: str | None, knowledge: Knowledge) -> str | None:
    """Return the English name of a line of the tables."""
    line = knowledge.actors.get(key or "") or knowledge.places.get(key or "")
    return line.name_en if line and line.name_en else None


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
    found = name_index(knowledge).exact(keys[size:])
    rest = table_name(found.names[0].key, knowledge) if found else None
    words = name.split()
    rest = rest or (romanise(" ".join(words[size:])) if len(words) > size else "")
    if rest:
        return english.replace("{}", rest)
    bare = english.replace(" of {}", "").replace("{} ", "").replace(" {}", "").strip()
    return f"the {bare.lower()}" if bare else romanise(name)


def office_english(office: Office, name: str, served: Sequence[str]) -> str:
    """Return what to call an office holder whom the article does not name; `served` are English names."""
    label = office.label or romanise(name)
    if not office.one_of:
        label = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in label.split())
    told = [s for s in served if not set(s.lower().split()) <= set(label.lower().split())]
    parts = [f"a {label}" if office.one_of else label, *told[:1]]
    sent = f" to {told[1]}" if office.kind == "diplomat" and len(told) > 1 else ""
    return " of ".join(parts) + sent


_SMALL = frozenset({"of", "and", "the"})


def group_english(cluster: Cluster, inside: Sequence[str]) -> str:
    """Return what to call a group."""
    label = group_labels().get(group_head(_fullest(cluster).keys), "")
    count = next((k for k in _fullest(cluster).keys if k.isdigit()), "")
    words = " ".join(w for w in (count, label or "group") if w)
    return f"{words} of {inside[0]}" if inside else words


def _fullest(cluster: Cluster) -> Seen:
    return max(cluster.seen, key=lambda s: (len(s.keys), -s.start))
