"""Groups that take part in nothing."""

from __future__ import annotations

from dataclasses import replace

from dosye.entities import without_idle
from dosye.records import (
    DocId,
    Entity,
    EntityId,
    EntityType,
    Found,
    Mention,
    Reading,
    Relation,
    RelationType,
    Span,
)

GROUP = EntityId("e1")
UNSURE = Mention(0, 5, EntityType.GROUP, GROUP, Found(0.45, "entities/tagger"))
READING = Reading(
    DocId("d"), "خەڵکی شار", entities={GROUP: Entity(EntityType.GROUP, "خەڵک", "people")}, mentions=(UNSURE,)
)


def test_unsure_group_without_a_part_is_left_out() -> None:
    assert without_idle(READING).mentions == ()
    assert without_idle(READING).entities == {}


def test_sure_group_stays() -> None:
    sure = replace(READING, mentions=(replace(UNSURE, found=Found(0.9, "entities/tagger")),))
    assert without_idle(sure) == sure


def test_group_that_something_names_stays() -> None:
    tie = Relation(RelationType.OPPOSED_TO, GROUP, GROUP, "", Span(0, 5))
    tied = replace(READING, relations=(tie,))
    assert without_idle(tied) == tied
