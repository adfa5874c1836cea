"""Readings as JSON: nothing lost, and what breaks the form is refused with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosye.codec import dump_reading, read_record, reading_from_json, reading_to_json
from dosye.errors import RecordError

TEXT = "کازمی گەیشتە واشنتن و لەگەڵ ترەمپ کۆبووەوە."


def record() -> dict[str, object]:
    return {
        "doc_id": "a",
        "text": TEXT,
        "published": "2020-08-20",
        "publisher": None,
        "sentences": [[0, len(TEXT)]],
        "entities": {
            "kadhimi": {"type": "PERSON", "name": "کازمی", "name_en": "Mustafa al-Kadhimi", "wikidata": None},
            "trump": {"type": "PERSON", "name": "ترەمپ", "name_en": "Donald Trump", "wikidata": "Q22686"},
        },
        "mentions": [{"start": 0, "end": 5, "type": "PERSON", "entity": "kadhimi"}],
        "times": [],
        "events": [
            {
                "id": "v1",
                "type": "CONSULT",
                "mode": "meet",
                "trigger": [34, 43],
                "actors": ["kadhimi", "trump"],
                "recipients": [],
                "place": None,
                "time": "2020-08-20",
                "modality": "asserted",
            }
        ],
        "statements": [],
        "relations": [],
        "stances": [],
        "conditions": [],
    }


def test_record_of_the_guide_comes_back_as_it_was() -> None:
    assert reading_to_json(reading_from_json(record())) == record()


def test_own_keys_survive_the_round_trip() -> None:
    full = record()
    full["events"][0] |= {  # type: ignore[index]
        "arguments": {"actor": [[0, 5]]},
        "counts": {"killed": 3},
        "tellings": [{"statement": None, "chain": []}],
        "implied": True,
        "confidence": 0.5,
        "rule": "consult.tsv:3",
    }
    assert reading_to_json(reading_from_json(full)) == full


BROKEN = {
    "unknown key": (lambda r: r.update(color="red"), "unknown key 'color'"),
    "missing text": (lambda r: r.pop("text"), "'text' is missing"),
    "span outside": (lambda r: r["mentions"][0].update(end=999), "mentions[0]"),
    "span backwards": (lambda r: r["mentions"][0].update(start=5, end=5), "mentions[0]"),
    "dangling entity": (lambda r: r["mentions"][0].update(entity="nobody"), "no entity has the id 'nobody'"),
    "dangling actor": (lambda r: r["events"][0].update(actors=["nobody"]), "events[0].actors"),
    "unknown type": (lambda r: r["events"][0].update(type="PARTY"), "'PARTY'"),
    "same id twice": (lambda r: r["events"].append(r["events"][0]), "the same id"),
    "newer form": (lambda r: r.update(form=99), "update dosye"),
    "span of text": (lambda r: r["events"][0].update(trigger="0-5"), "events[0]: trigger"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_record_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    spoil, told = BROKEN[name]
    broken = record()
    spoil(broken)
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(RecordError) as error:
        read_record(path)
    assert told in str(error.value)
    assert "broken.json" in str(error.value)


@pytest.mark.parametrize("content", ["", "[]", "{", "null", "\x00"])
def test_file_that_is_no_record_is_refused_by_name(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordError, match=r"x\.json"):
        read_record(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(record())), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(record())), JSON, max_size=8))
def test_any_json_is_a_reading_or_a_record_error(anything: dict[str, object]) -> None:
    try:
        reading = reading_from_json(record() | anything)
    except RecordError:
        return
    assert reading_from_json(json.loads(dump_reading(reading))) == reading


def test_path_without_a_record_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.json: there is no such file"):
        read_record(tmp_path / "none.json")
    with pytest.raises(RecordError, match="is a folder; give the records in it"):
        read_record(tmp_path)
