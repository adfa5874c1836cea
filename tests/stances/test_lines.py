from dataclasses import replace
from pathlib import Path

import pytest
from tests.statements.marked import context_of

from dosye.errors import TableError
from dosye.knowledge import load_knowledge
from dosye.records import EntityId, Event, EventId, EventType, Span
from dosye.stances.lines import dealings_of, is_own, line_of, line_of_friends
from dosye.stances.stands import pairs_of

OWN = [
    ("[هادی عامری|amiri|PERSON] گەیشتە بەغدا", "amiri", "us-forces-in-iraq", -1),
    ("[ئەنکەرە|ankara|GPE] بێدەنگە", "ankara", "turkish-operations", 1),
    ("[دوو ئەفسەری ئەمریکی|officers|GROUP] گەیشتن", "officers", "us-forces-in-iraq", 1),
    ("[نەیارانی|foes|GROUP] [ئەمریکا|us|GPE] گەیشتن", "foes", "us-forces-in-iraq", -1),
    ("[هادی عامری|amiri|PERSON] گەیشتە بەغدا", "amiri", "yemen-war", 0),
    ("[کەسێک|man|PERSON] گەیشت", "man", "us-forces-in-iraq", 0),
]


@pytest.mark.parametrize(("text", "holder", "issue", "way"), OWN)
def test_lines_are_those_of_the_side_its_camp_or_its_kind(
    text: str, holder: str, issue: str, way: int
) -> None:
    context, _ = context_of(text)
    assert line_of(context, EntityId(holder), issue) == way


def test_lines_of_friends_count_against_those_who_attack_them() -> None:
    context, _ = context_of("[چەکداران|men|PERSON] هێرشیان کردە سەر [ئەمریکا|us|GPE]")
    attack = Event(EventId("e1"), EventType.ASSAULT, None, Span(0, 1), (EntityId("men"),), (EntityId("us"),))
    deals = dealings_of([attack])
    assert line_of_friends(context, deals, EntityId("men"), "us-forces-in-iraq") == -1
    assert line_of_friends(context, deals, EntityId("us"), "us-forces-in-iraq") == 0


def test_every_line_is_of_a_known_issue_and_side() -> None:
    knowledge = load_knowledge()
    sides = {*knowledge.actors, *knowledge.camps.values()}
    sides |= {side for line in knowledge.actors.values() for side in (line.camp, line.polity)}
    assert {issue for issue, _ in knowledge.lines} <= set(knowledge.issues)
    assert {side for _, side in knowledge.lines} <= sides
    assert {word for kind, word in knowledge.camps if kind == "place"} <= set(knowledge.places)


def test_lines_of_own_tables_lie_over_ours(tmp_path: Path) -> None:
    for table, columns, cells in (
        ("lines", "issue side way source", "us-forces-in-iraq kdp -1 own"),
        ("camps", "word kind side source", "erbil place kdp own"),
    ):
        (tmp_path / table).mkdir()
        rows = "\n".join("\t".join(row.split()) for row in (columns, cells))
        (tmp_path / table / "mine.tsv").write_text(rows + "\n", "utf-8")
    knowledge = load_knowledge(tmp_path)
    ours = load_knowledge()
    assert ours.lines["us-forces-in-iraq", "kdp"] == 1
    assert knowledge.lines == {**ours.lines, ("us-forces-in-iraq", "kdp"): -1}
    assert (ours.camps["place", "erbil"], knowledge.camps["place", "erbil"]) == ("IRQ-KRI", "kdp")
    context, _ = context_of("[هەولێر|erbil|GPE] بێدەنگە")
    mine = replace(context, knowledge=knowledge)
    assert line_of(context, EntityId("erbil"), "us-forces-in-iraq") == 1
    assert line_of(mine, EntityId("erbil"), "us-forces-in-iraq") == -1


def test_a_way_must_be_for_or_against(tmp_path: Path) -> None:
    (tmp_path / "lines").mkdir()
    rows = "issue\tside\tway\tsource\nus-forces-in-iraq\tkdp\t0\town\n"
    (tmp_path / "lines" / "mine.tsv").write_text(rows, "utf-8")
    with pytest.raises(TableError, match=r"mine\.tsv:2: the way '0'"):
        load_knowledge(tmp_path)


def test_a_line_of_bodies_or_country_gives_way_to_open_support() -> None:
    context, events = context_of(
        "[کەمال کلیچدار ئۆغڵو|kemal|PERSON] {پشتگیریی|e1|SUPPORT|kemal|} خۆی "
        "بۆ [هەسەدە|sdf|ORG] دووپات کردەوە."
    )
    issue = "us-ypg-cooperation"
    assert line_of(context, EntityId("kemal"), issue) == -1
    assert not is_own(context, EntityId("kemal"), issue)
    pairs = {(p.holder, p.issue): p.lines.own for p in pairs_of(context, events, ())}
    assert pairs[EntityId("kemal"), issue] == 0


def test_pairs_tell_whether_a_line_is_near_and_whether_the_words_agree() -> None:
    context, events = context_of(
        "[هادی عامری|amiri|PERSON] {داوای|e1|REQUEST|amiri|} دەرکردنی هێزەکانی ئەمریکای کرد."
    )
    pair = next(p for p in pairs_of(context, events, ()) if p.issue == "us-forces-in-iraq")
    assert (pair.lines.own, pair.lines.near) == (-1, True)
    assert {"near=1/1", "near=1/agree=1", "agree=1/act/phrase"} <= set(pair.keep)
