"""Whether an office was over, or its holder dead, on the day of the article: the dates of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from dosye.events.actors import key_in
from dosye.events.context import Context
from dosye.records import EntityId, RelationType
from dosye.stances.tables import COMING, NOW, OVER, country_of, roles_of, term_on

_DATED = (RelationType.HOLDS_ROLE, RelationType.FORMER_ROLE, RelationType.MEMBER_OF)


def term_features(context: Context, type_: RelationType, ends: tuple[EntityId, EntityId]) -> Iterator[str]:
    """Return what the dates of the tables say of an office: held now, over, not begun; its holder dead.

    The day is that of publication; where an article has none, only lines without an end count as held.
    """
    if type_ not in _DATED:
        return
    person, body = (key_in(context, end) for end in ends)
    line, day = context.knowledge.actors.get(person), context.document.published
    if line is None:
        return
    if day and line.until and line.until < day:
        yield "term=dead"
    told = [(r.body, term_on(r, day)) for r in roles_of(context.knowledge, person)]
    here = {s for b, s in told if body and body in (b, country_of(context.knowledge, b))}
    for name, states in (("here", here), ("any", {s for _, s in told})):
        yield f"term={name}/{next((s for s in (NOW, OVER, COMING) if s in states), 'none')}"
