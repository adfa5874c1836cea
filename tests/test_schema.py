"""docs/record.schema.json says what dosye writes, no more and no less."""

import json
from pathlib import Path

import jsonschema
import pytest

from dosye import records as r
from dosye.codec import reading_to_json
from dosye.records import EntityId, EventId, Found, Span, StatementId

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "record.schema.json").read_text(encoding="utf-8"))
FOUND = Found(0.7, "a rule")
ONE, TWO = EntityId("e1"), EntityId("e2")


def full_reading() -> r.Reading:
    """A reading in which every key of the form says something."""
    entity = r.Entity(
        r.EntityType.PERSON,
        "کازمی",
        "Kadhimi",
        "Q1",
        key="mustafa-al-kadhimi",
        named=False,
        description="x",
        found=FOUND,
    )
    event = r.Event(
        EventId("v1"),
        r.EventType.CONSULT,
        "visit",
        Span(0, 1),
        (ONE,),
        (TWO,),
        ONE,
        "2020",
        r.Modality.PLANNED,
        {"actor": (Span(0, 1),)},
        {"killed": 2},
        (r.Telling(StatementId("s1"), (TWO,), True),),
        True,
        FOUND,
    )
    statement = r.Statement(
        StatementId("s1"),
        ONE,
        Span(0, 1),
        Span(0, 2),
        TWO,
        True,
        (EventId("v1"),),
        r.SpeechKind.DENY,
        r.SourceKind.NAMED,
        TWO,
        (TWO,),
        FOUND,
    )
    return r.Reading(
        r.DocId("a"),
        "abc",
        "2020",
        "outlet-a",
        (Span(0, 3),),
        {ONE: entity, TWO: entity},
        (r.Mention(0, 1, r.EntityType.PERSON, ONE, FOUND),),
        (r.Timex(0, 1, "2020", FOUND),),
        (event,),
        (statement,),
        (r.Relation(r.RelationType.COMMANDS, ONE, TWO, "formal", Span(0, 1), "2020", "2021", True, FOUND),),
        (r.Stance(ONE, "militia-arms", r.Position.MIXED, Span(0, 1), FOUND),),
        (r.Condition("c1", Span(0, 1), Span(1, 2), ONE, FOUND),),
        "https://example.org/a",
        "title",
        "ckb",
        "2020-08/2020-09",
        "0.1.0",
        "abc",
    )


def test_full_reading_keeps_the_schema() -> None:
    jsonschema.validate(reading_to_json(full_reading()), SCHEMA)


def test_every_key_of_the_schema_is_written() -> None:
    record = reading_to_json(full_reading())
    assert set(record) == set(SCHEMA["properties"])
    parts = {"entity": "entities", "mention": "mentions", "timex": "times"}
    for name, form in SCHEMA["$defs"].items():
        if name in ("span", "telling"):
            continue
        layer = record[parts.get(name, name + "s")]
        item = layer["e1"] if name == "entity" else layer[0]
        assert set(item) == set(form["properties"]), name


@pytest.mark.parametrize("spoil", [{"color": 1}, {"published": 2020}, {"form": 2}])
def test_schema_refuses_what_the_codec_refuses(spoil: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(reading_to_json(full_reading()) | spoil, SCHEMA)
