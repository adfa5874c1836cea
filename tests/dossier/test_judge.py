"""People's judgements: they change the answer, survive a new reading, and can be undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dosye.dossier import Dossier, open_dossier
from dosye.dossier.judge import Opinion, judge, replay, undo
from dosye.dossier.judgements import Verdict, from_line, to_line
from dosye.dossier.log import fetch_judged
from dosye.errors import QueryError
from tests.dossier.test_write import READINGS, contents

WHO = {"who": "nala", "at": "2026-11-21T10:00:00"}


@pytest.fixture
def dossier(place: Callable[[], str]) -> Iterator[Dossier]:
    with open_dossier(place(), create=True) as opened:
        opened.add(READINGS[1:])
        yield opened


def say(dossier: Dossier, kind: Verdict, *facts: str, **value: str) -> int:
    return judge(dossier.engine, Opinion(kind, facts, value), dossier.knowledge, **WHO)


def derived(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows for table, rows in contents(dossier).items() if table != "judgements"}


def ids(dossier: Dossier) -> set[str]:
    return {row.id for row in dossier.actors()}


def test_same_makes_one_actor_of_two_and_undo_two_again(dossier: Dossier) -> None:
    before = derived(dossier)
    assert {"mustafa-al-kadhimi", "person:کەسێکی نەناسراو"} <= ids(dossier)
    number = say(dossier, Verdict.SAME, "b/entities/e1", "c/entities/e1")
    assert "person:کەسێکی نەناسراو" not in ids(dossier)
    assert len([a for a in dossier.timeline() if "Mustafa al-Kadhimi" in a.en]) == len(dossier.timeline())
    undo(dossier.engine, number, dossier.knowledge, **WHO)
    assert derived(dossier) == before


def test_same_keeps_the_second_of_two_known_actors_and_the_first_name_leads_there(dossier: Dossier) -> None:
    known = [row.id for row in dossier.actors() if row.id in dossier.knowledge.actors]
    for gone, kept in (known[:2], known[1::-1]):
        number = say(dossier, Verdict.SAME, gone, kept)
        assert {gone, kept} & ids(dossier) == {kept}
        assert dossier.find(gone) == dossier.find(dossier.knowledge.actors[gone].name_en) == kept
        undo(dossier.engine, number, dossier.knowledge, **WHO)
        assert {gone, kept} <= ids(dossier)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Verdict.SPLIT, ("b/entities/e1",)),
        (Verdict.DIFFERENT, ("a/entities/e1", "b/entities/e1")),
        (Verdict.DIFFERENT, ("a/events/v1", "b/events/v1")),
        (Verdict.SUPPRESS, ("b/events/v1",)),
        (Verdict.SUPPRESS, ("b/statements/s1",)),
    ],
)
def test_judgement_changes_the_dossier_and_is_undone(
    dossier: Dossier, kind: Verdict, facts: tuple[str, ...]
) -> None:
    before = derived(dossier)
    number = say(dossier, kind, *facts)
    assert derived(dossier) != before
    undo(dossier.engine, number, dossier.knowledge, **WHO)
    assert derived(dossier) == before


def test_different_acts_are_told_apart(dossier: Dossier) -> None:
    visits = len(dossier.timeline())
    say(dossier, Verdict.DIFFERENT, "a/events/v1", "b/events/v1")
    assert len(dossier.timeline()) == visits + 1


def test_correction_mends_type_date_and_sides(dossier: Dossier) -> None:
    say(dossier, Verdict.CORRECT, "c/events/v1", type="SUPPORT", time="2020-08-21", recipients="14-20")
    act = next(a for a in dossier.timeline() if a.id == "c/events/v1")
    assert act.details["type"] == "SUPPORT"
    assert act.time == "2020-08-21"
    assert act.details["recipients"] == "Washington"


def test_correction_names_who_acts_as_a_person_would(dossier: Dossier) -> None:
    say(dossier, Verdict.CORRECT, "c/events/v1", recipients="Washington")
    act = next(a for a in dossier.timeline() if a.id == "c/events/v1")
    assert act.details["recipients"] == "Washington"
    with pytest.raises(QueryError, match="no actor is called 'Nobody'"):
        say(dossier, Verdict.CORRECT, "c/events/v1", recipients="Nobody")
    with pytest.raises(QueryError, match="names nobody so"):
        say(dossier, Verdict.CORRECT, "c/events/v1", recipients="9000-9001")


def test_correction_mends_the_mode_alone(dossier: Dossier) -> None:
    before = next(a for a in dossier.timeline() if a.id == "c/events/v1")
    say(dossier, Verdict.CORRECT, "c/events/v1", mode="meet")
    act = next(a for a in dossier.timeline() if a.id == "c/events/v1")
    assert (act.details["type"], act.details["mode"]) == (before.details["type"], "meet")
    assert before.details["mode"] != "meet"


def test_rename_gives_an_actor_a_better_name(dossier: Dossier) -> None:
    say(dossier, Verdict.RENAME, "c/entities/e1", en="A Known Man", ckb="پیاوێکی ناسراو")
    assert any(row.name_en == "A Known Man" for row in dossier.actors())


def test_field_that_would_change_nothing_is_refused(dossier: Dossier) -> None:
    with pytest.raises(QueryError, match="one of ckb, en"):
        say(dossier, Verdict.RENAME, "c/entities/e1", name="A Known Man")
    with pytest.raises(QueryError, match="entities have no field to correct"):
        say(dossier, Verdict.CORRECT, "c/entities/e1", type="ORG")


def test_judgement_survives_a_new_reading_with_other_ids(dossier: Dossier) -> None:
    say(dossier, Verdict.SUPPRESS, "b/events/v1")
    old = READINGS[2]
    event = replace(old.events[0], id="v9", mode="meet")  # type: ignore[arg-type]
    dossier.add([replace(old, events=(event,))])
    assert not any(quote.doc == "b" for act in dossier.timeline() for quote in act.quotes)


def test_log_replays_onto_another_dossier(dossier: Dossier, tmp_path: Path) -> None:
    say(dossier, Verdict.SAME, "b/entities/e1", "c/entities/e1")
    say(dossier, Verdict.SUPPRESS, "d/events/v1")
    with dossier.engine.connect() as connection:
        lines = [to_line(line) for line in fetch_judged(connection).lines]
    with open_dossier(tmp_path / "b.dosye", create=True) as other:
        other.add(reversed(READINGS[1:]))
        assert replay(other.engine, map(from_line, lines), other.knowledge) == 2
        assert derived(other) == derived(dossier)
        assert replay(other.engine, map(from_line, lines), other.knowledge) == 0


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        (Verdict.SAME, ("b/entities/e1",), "two facts"),
        (Verdict.SUPPRESS, ("z/events/v1",), "no document"),
        (Verdict.SUPPRESS, ("b/events/v77",), "no such fact"),
        (Verdict.SAME, ("b/entities/e1", "b/events/v1"), "one layer"),
        (Verdict.CORRECT, ("b/events/v1",), "at least one field"),
        (Verdict.SPLIT, ("nobody-at-all",), "no actor"),
        (Verdict.RENAME, ("c/entities/e1",), "at least one field"),
    ],
)
def test_judgement_that_makes_no_sense_is_refused(
    dossier: Dossier, kind: Verdict, facts: tuple[str, ...], told: str
) -> None:
    before = contents(dossier)
    with pytest.raises(QueryError, match=told):
        say(dossier, kind, *facts)
    assert contents(dossier) == before


def test_undoing_what_is_not_in_force_is_refused(dossier: Dossier) -> None:
    with pytest.raises(QueryError, match="not in force"):
        undo(dossier.engine, 7, dossier.knowledge, **WHO)
