import pytest
from tests.statements.marked import context_of

from dosye.knowledge import load_knowledge
from dosye.records import EntityId, Event, EventId, EventType, Span
from dosye.stances.lines import dealings_of, is_own, known_camps, known_lines, line_of, line_of_friends
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
    sides = {*knowledge.actors, *known_camps().values()}
    sides |= {side for line in knowledge.actors.values() for side in (line.camp, line.polity)}
    assert {issue for issue, _ in known_lines()} <= set(knowledge.issues)
    assert {side for _, side in known_lines()} <= sides
    assert {word for kind, word in known_camps() if kind == "place"} <= set(knowledge.places)


def test_a_line_of_bodies_or_country_gives_way_to_open_support() -> None:
    context, events = context_of(
        "[عەممار حەکیم|hakim|PERSON] {پشتیوانیی|e1|SUPPORT|hakim|} خۆی بۆ "
        "حکومەتەکەی [کازمی|kadhimi|PERSON] دووپات کردەوە."
    )
    assert line_of(context, EntityId("hakim"), "kadhimi-government") == -1
    assert not is_own(context, EntityId("hakim"), "kadhimi-government")
    pairs = {(p.holder, p.issue): p.lines.own for p in pairs_of(context, events, ())}
    assert pairs[EntityId("hakim"), "kadhimi-government"] == 0
