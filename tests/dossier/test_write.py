"""Storing readings: idempotent, whole or not at all, the same in any order."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dosye.dossier import Dossier, open_dossier, schema
from dosye.dossier.join_acts import AT_ONCE
from dosye.dossier.store import open_engine
from dosye.errors import StoreError
from dosye.knowledge import load_knowledge
from dosye.records import (
    DocId,
    Entity,
    EntityId,
    EntityType,
    Event,
    EventId,
    EventType,
    Mention,
    Modality,
    Reading,
    Span,
    Statement,
    StatementId,
)

TEXT = "کازمی سەردانی واشنتن دەکات. ئەحمەد مەلا تەڵاڵ گوتی سەردانەکە گرنگە."
FULL_NAME = "ئەحمەد مەلا تەڵاڵ"


def make(doc: str, *, name: str, time: str | None, spokesman: str = FULL_NAME) -> Reading:
    """A reading of one sentence: somebody visits Washington, a spokesman says so."""
    who, where, says = EntityId("e1"), EntityId("e2"), EntityId("e3")
    entities = {
        who: Entity(EntityType.PERSON, name),
        where: Entity(EntityType.GPE, "واشنتن"),
        says: Entity(EntityType.PERSON, spokesman),
    }
    mentions = (
        Mention(0, 5, EntityType.PERSON, who),
        Mention(14, 20, EntityType.GPE, where),
        Mention(29, 45, EntityType.PERSON, says),
    )
    visit = Event(
        EventId("v1"),
        EventType.CONSULT,
        "visit",
        Span(6, 13),
        (who,),
        place=where,
        time=time,
        modality=Modality.ASSERTED,
    )
    said = Statement(StatementId("s1"), says, cue=Span(46, 50), content=Span(0, 26))
    return Reading(
        DocId(doc), TEXT, entities=entities, mentions=mentions, events=(visit,), statements=(said,)
    )


READINGS = [
    make("a", name="کازمی", time="2020-08-20"),
    make("a", name="مستەفا کازمی", time="2020-08-20"),
    make("b", name="مستەفا کازمی", time="2020-08-20", spokesman="ئەحمەد تەڵاڵ"),
    make("c", name="کەسێکی نەناسراو", time=None),
    make("d", name="کەسێکی نەناسراو", time="2020-08"),
]


def contents(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a dossier, in order."""
    with dossier.engine.connect() as connection:
        return {
            table.name: sorted(tuple(map(str, row)) for row in connection.execute(select(table)))
            for table in schema.metadata.sorted_tables
            if table is not schema.texts
        }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return tmp_path_factory.mktemp("dossiers")


NUMBERS = itertools.count()


def loaded(folder: Path, order: Sequence[int]) -> dict[str, list[tuple[object, ...]]]:
    with open_dossier(folder / f"{next(NUMBERS)}.dosye", create=True) as dossier:
        for i in order:
            dossier.add([READINGS[i]])
        return contents(dossier)


@settings(max_examples=40)
@given(order=st.lists(st.integers(1, 4), max_size=12))
def test_any_order_of_loads_and_reloads_gives_the_same_dossier(order: list[int], folder: Path) -> None:
    wanted = loaded(folder, sorted(set(order)))
    assert loaded(folder, order) == wanted


def test_more_days_than_are_joined_at_once_give_the_same_as_one_by_one(folder: Path) -> None:
    """Every day is told twice, and each article is older than the one that it is a copy of."""
    days = [f"2020-03-{n:02}" for n in range(AT_ONCE + 2, 0, -1)]
    told = [
        replace(make(f"{doc}{day}", name="مستەفا کازمی", time=day), published=day)
        for day in days
        for doc in "xy"
    ]
    dossiers = []
    for name, parts in (("whole", [told]), ("single", [[one] for one in told])):
        with open_dossier(folder / f"{name}.dosye", create=True) as dossier:
            for part in parts:
                dossier.add(part)
            dossiers.append(contents(dossier))
    assert dossiers[0] == dossiers[1]
    acts = [row[0] for row in dossiers[0]["acts"]]
    assert acts == sorted(f"x{day}#v1" for day in days)
    copies = schema.documents.c.keys().index("copy_of")
    assert {row[copies] for row in dossiers[0]["documents"]} == {"None", f"x{days[-1]}"}


def test_later_reading_of_a_document_takes_the_place_of_the_earlier(folder: Path) -> None:
    assert loaded(folder, [0, 2, 1]) == loaded(folder, [1, 2])


def test_storing_twice_changes_nothing(folder: Path) -> None:
    with open_dossier(folder / "twice.dosye", create=True) as dossier:
        assert dossier.add(READINGS[1:]) == 4
        before = contents(dossier)
        assert dossier.add(READINGS[1:]) == 0
        assert contents(dossier) == before


def test_reading_comes_back_as_it_was_stored(folder: Path) -> None:
    with open_dossier(folder / "back.dosye", create=True) as dossier:
        dossier.add(READINGS[1:])
        assert list(dossier.readings()) == READINGS[1:]


def test_same_visit_told_by_two_articles_is_one_act(folder: Path) -> None:
    with open_dossier(folder / "one.dosye", create=True) as dossier:
        dossier.add(READINGS[1:3])
        acts = dossier.timeline()
    assert [len(act.quotes) for act in acts] == [2]
    assert "Mustafa al-Kadhimi visited" in acts[0].en
    assert "on 20 August 2020" in acts[0].en


def test_failure_in_the_middle_leaves_no_half_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_dossier(folder / "half.dosye", create=True) as dossier:
        dossier.add(READINGS[2:3])
        before = contents(dossier)
        monkeypatch.setattr("dosye.dossier.write.refresh_actors", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            dossier.add(READINGS[3:4])
        assert contents(dossier) == before


def test_missing_dossier_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such dossier"):
        open_engine(tmp_path / "nothing.dosye")


def test_other_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, only notes")
    with pytest.raises(StoreError, match="is no dossier"):
        open_dossier(path, create=True)
    assert path.read_text() == "not a database at all, only notes"


def test_dossier_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.dosye"
    with open_dossier(path, create=True) as dossier, dossier.engine.begin() as connection:
        connection.execute(schema.meta.update().values(value="99"))
    with pytest.raises(StoreError, match="newer dosye"):
        open_dossier(path)


def test_knowledge_loads_once() -> None:
    assert load_knowledge() is load_knowledge()


def test_copies_are_found_whatever_came_first_and_freed_when_the_text_changes(folder: Path) -> None:
    story = "لە بەغدا دانیشتنێکی ئاسایی پەرلەمان بەڕێوەچوو و یاسای بودجە خوێندنەوەی دووەمی بۆ کرا"
    told = [
        Reading(DocId(f"k{n}"), story + end, published=f"2021-03-0{n}")
        for n, end in ((1, "."), (2, "."), (3, " بە ئامادەبوونی وەزیران."))
    ]
    wanted = {"k1": None, "k2": "k1", "k3": "k1"}

    def copies(dossier: Dossier) -> dict[str, str | None]:
        with dossier.engine.connect() as connection:
            d = schema.documents.c
            return {id_: copy_of for id_, copy_of in connection.execute(select(d.id, d.copy_of))}

    for order in itertools.permutations(told):
        with open_dossier(folder / f"{next(NUMBERS)}.dosye", create=True) as dossier:
            for reading in order:
                dossier.add([reading])
            assert copies(dossier) == wanted
            dossier.add([Reading(DocId("k1"), "هەولێر و سلێمانی باران دەبارێت", published="2021-03-01")])
            assert copies(dossier) == {"k1": None, "k2": None, "k3": "k2"}
