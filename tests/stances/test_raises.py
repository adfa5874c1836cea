"""How a sentence raises an issue: by its words, by a noun that means it again, by the man, as the topic."""

import pytest
from tests.statements.marked import context_of

from dosye.stances.raises import Level, Raised, find_raises
from dosye.stances.stands import mirrored

LAW = "پەرلەمانی عێراق لە دانیشتنی ئەمڕۆدا گفتوگۆی لەسەر یاسای حەشدی شەعبی کرد."
COUNCIL = "[ئەنجوومەن|council|ORG] لە بەغدا کۆبووەوە."


def raised(text: str, sentence: int) -> dict[str, Raised]:
    context, _ = context_of(text)
    return {r.slug: r for r in find_raises(context)[1][sentence]}


def test_an_issue_is_raised_by_its_words() -> None:
    assert raised(LAW, 0)["hashd-law"].level is Level.PHRASE


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("هادی عامری داوای کرد یاساکە بە پەلە تێپەڕێندرێت.", Level.NOUN),
        ("هادی عامری پشتیوانی لەم هەنگاوە کرد.", Level.ANY),
        ("هادی عامری گوتی ئەوان پابەندی دەستوورن.", Level.TOPIC),
    ],
)
def test_an_issue_is_meant_again(words: str, level: Level) -> None:
    assert raised(f"{LAW} {words}", 1)["hashd-law"].level is level


def test_an_issue_beside_the_topics_is_meant_right_after_its_words_only() -> None:
    more = "لە سلێمانی باسی هەڵبژاردنی پێشوەخت کرا. لە هەولێر باسی هەڵبژاردنی پێشوەخت کرا."
    plain = "هادی عامری گوتی ئەوان پابەندی یاسان."
    text = f"{LAW} {LAW} {more} یەکێتی باسی ڕێککەوتنی شنگالی کرد. {plain} {plain}"
    beside = raised(text, 5)["sinjar-agreement"]
    assert (beside.level, beside.since, beside.latest) == (Level.TOPIC, 1, True)
    assert "sinjar-agreement" not in raised(text, 6)
    topic = raised(text, 6)["hashd-law"]
    assert (topic.level, topic.since, topic.latest) == (Level.TOPIC, 5, False)


def test_an_indefinite_noun_means_no_issue_again() -> None:
    assert (
        raised(f"{LAW} پەرلەمان یاسایەکی نوێی بۆ مامۆستایان خوێندەوە.", 1)["hashd-law"].level is Level.TOPIC
    )


def test_a_word_before_turns_the_issue_round() -> None:
    text = f"{LAW} سوننەکان داوای کشاندنەوەی یاساکە دەکەن."
    assert (raised(text, 1)["hashd-law"].undone, raised(text, 1)["hashd-law"].sign) == (True, -1)
    assert raised(f"{LAW} سوننەکان باسی یاساکە دەکەن.", 1)["hashd-law"].sign == 1


def test_words_inside_those_of_another_issue_raise_nothing() -> None:
    found = raised("بایدن لەسەر مانەوەی هێزەکانی ئەمریکا لە سووریا پێداگری کرد.", 0)
    assert found["us-forces-in-syria"].level is Level.PHRASE
    assert [s for s, r in found.items() if r.level is Level.PHRASE and s == "us-forces-in-iraq"] == []


def test_an_article_without_an_issue_raises_none() -> None:
    assert raised(COUNCIL, 0) == {}


def test_features_turned_round_twice_are_the_same() -> None:
    told = ["act=1", "speaker/phrase=-1", "sum2=1"]
    assert mirrored(told) == ["act=-1", "speaker/phrase=1", "sum2=-1"]
    assert mirrored(mirrored(told)) == told
