"""Acts with their sides, place, time and counts, told once; every candidate is explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dosye.events import explain_events, find_events
from dosye.events.context import Context
from dosye.events.logistic import Logistic, load_model
from dosye.events.merge import fuller, telling_of
from dosye.events.persons import is_of_persons, mode_of_places
from dosye.knowledge import load_knowledge
from dosye.records import EntityId, Event, EventId, EventType, Span

Make = Callable[..., Context]

NIGHT = "سوپای تورکیا هێرشی کردە سەر پەکەکە لە قەندیل."
NAMES = {"سوپای تورکیا": "ORG", "پەکەکە": "ORG", "قەندیل": "PLACE"}


def test_event_names_actor_recipient_and_rule(article: Make) -> None:
    event = next(e for e in find_events(article(NIGHT, NAMES)) if e.type is EventType.ASSAULT)
    assert event.actors == ("سوپای تورکیا",)
    assert event.recipients == ("پەکەکە",)
    assert event.found.rule is not None
    assert event.found.rule.startswith("assault-")
    assert event.found.confidence is not None


def test_event_quotes_its_trigger_and_arguments(article: Make) -> None:
    context = article(NIGHT, NAMES)
    text = context.document.text
    for event in find_events(context):
        assert "هێرش" in text[event.trigger.start : event.trigger.end]
        quoted = {text[s.start : s.end] for spans in event.arguments.values() for s in spans}
        assert quoted <= set(NAMES)


@pytest.mark.parametrize(
    ("text", "names", "kind", "actors", "recipients"),
    [
        (
            "پەرلەمانی عێراق داوای لە حکومەت کرد بوودجەکە بنێرێت.",
            {"پەرلەمانی عێراق": "ORG", "حکومەت": "ORG"},
            "REQUEST",
            {"پەرلەمانی عێراق"},
            {"حکومەت"},
        ),
        (
            "سێ ڕۆژنامەنووس لە لایەن پۆلیسەوە دەستگیر کران.",
            {"سێ ڕۆژنامەنووس": "GROUP", "پۆلیسەوە": "ORG"},
            "COERCE",
            {"پۆلیسەوە"},
            {"سێ ڕۆژنامەنووس"},
        ),
        (
            "سەدر لە وتارێکدا ڕەخنەی لە مالیکی گرت و ئەوی بە گەندەڵی تۆمەتبار کرد.",
            {"سەدر": "PERSON", "مالیکی": "PERSON"},
            "ACCUSE",
            {"سەدر"},
            {"مالیکی"},
        ),
        (
            "هێزێکی دژەتیرۆر بە فەرمانی مستەفا کازمی هێرشی کردە سەر کەتائیب حزبوڵڵا.",
            {"هێزێکی دژەتیرۆر": "ORG", "مستەفا کازمی": "PERSON", "کەتائیب حزبوڵڵا": "ORG"},
            "ASSAULT",
            {"هێزێکی دژەتیرۆر"},
            {"کەتائیب حزبوڵڵا"},
        ),
        (
            "کۆبوونەوەی نێوان بەغدا و هەولێر بەڕێوە چوو.",
            {"بەغدا": "GPE", "هەولێر": "GPE"},
            "CONSULT",
            {"بەغدا", "هەولێر"},
            set(),
        ),
        (
            "ئەمەریکا پشتگیری لە حکومەتی عێراق دەکات.",
            {"ئەمەریکا": "GPE", "حکومەتی عێراق": "ORG"},
            "SUPPORT",
            {"ئەمەریکا"},
            {"حکومەتی عێراق"},
        ),
    ],
)
def test_sides_follow_the_frame_of_the_act(
    article: Make, text: str, names: dict[str, str], kind: str, actors: set[str], recipients: set[str]
) -> None:
    found = [e for e in find_events(article(text, names)) if e.type.value == kind]
    assert found
    assert (set(found[0].actors), set(found[0].recipients)) == (actors, recipients)


def test_event_counts_the_killed_and_wounded(article: Make) -> None:
    text = "لە هێرشەکەی داعش بۆ سەر پێشمەرگە سێ کەس کوژران و پێنج کەس بریندار بوون."
    events = find_events(article(text, {"داعش": "ORG", "پێشمەرگە": "ORG"}))
    assaults = [e for e in events if e.type is EventType.ASSAULT]
    assert len(assaults) == 1
    assert assaults[0].counts == {"killed": 3, "wounded": 5}


def test_event_without_a_date_has_no_time(article: Make) -> None:
    assert all(event.time is None for event in find_events(article(NIGHT, NAMES)))


def test_every_candidate_is_explained(article: Make) -> None:
    context = article(NIGHT, NAMES)
    kept = {item.trigger for item in explain_events(context) if item.kept}
    assert kept == {event.trigger for event in find_events(context)}
    assert all(item.reason for item in explain_events(context))


def test_text_without_acts_has_no_events(article: Make) -> None:
    assert find_events(article("ئەمڕۆ کەشوهەوا خۆشە.")) == ()


def test_two_tellings_keep_the_fuller_one(article: Make) -> None:
    text = "هێرش بۆ سەر هەولێر. داعش هێرشی کردە سەر هەولێر."
    first = Event(EventId("e1"), EventType.ASSAULT, None, Span(0, 4), (), (EntityId("b"),))
    second = Event(EventId("e2"), EventType.ASSAULT, None, Span(25, 30), (EntityId("a"),), (EntityId("b"),))
    assert telling_of(second, [first], text) == 0
    assert fuller(first, second).trigger == second.trigger


def test_two_acts_on_different_days_stay_two(article: Make) -> None:
    text = "هێرش هێرش"
    a = Event(EventId("e1"), EventType.ASSAULT, None, Span(0, 4), (EntityId("a"),), time="2021-02-01")
    b = Event(EventId("e2"), EventType.ASSAULT, None, Span(5, 9), (EntityId("a"),), time="2021-02-02")
    assert telling_of(b, [a], text) is None


def test_words_inside_a_name_are_no_candidate(article: Make) -> None:
    text = "پزیشکەکانی نەخۆشخانەی ڕاپەڕین لە سلێمانین."
    lines = {item.line for item in explain_events(article(text, {"نەخۆشخانەی ڕاپەڕین": "PLACE"}))}
    assert "protest-raperin" not in lines
    assert "protest-raperin" in {item.line for item in explain_events(article(text))}


def test_deaths_belong_to_the_attack_of_their_own_sentence(article: Make) -> None:
    names = {"ئێران": "GPE", "داعش": "ORG", "هەولێر": "GPE", "پێشمەرگە": "ORG"}
    text = "ئێران هێرشی کردە سەر هەولێر. داعش هێرشی کردە سەر پێشمەرگە و سێ کەس کوژران."
    first, second = find_events(article(text, names))
    assert (first.counts, second.counts) == ({}, {"killed": 3})
    text = text.replace("سێ کەس", "سێ پێشمەرگە")
    # also where the deaths are an act by themselves
    sure = replace(load_model(), keep=Logistic({"bias": 2.0, "t=ASSAULT": 1.0}))
    told = explain_events(article(text, names), sure)
    first, second = find_events(article(text, names), sure)
    assert [item.reason for item in told if item.reason.startswith("outcome")]
    assert (first.counts, second.counts) == ({}, {"killed": 3})


@pytest.mark.parametrize(
    ("text", "names", "kind", "actors", "recipients"),
    [
        (
            "یەکێتی، پارتی و گۆڕان بڕیارەکەی دادگای فیدراڵییان ڕەت کردەوە.",
            {"یەکێتی": "ORG", "پارتی": "ORG", "گۆڕان": "ORG", "دادگای فیدراڵییان": "ORG"},
            "REJECT",
            {"یەکێتی", "پارتی", "گۆڕان"},
            {"دادگای فیدراڵییان"},
        ),
        (
            "ئەمریکا، فەرەنسا، ئەڵمانیا و بەریتانیا ئیدانەی داعشیان کرد.",
            {"ئەمریکا": "GPE", "فەرەنسا": "GPE", "ئەڵمانیا": "GPE", "بەریتانیا": "GPE", "داعشیان": "ORG"},
            "ACCUSE",
            {"ئەمریکا", "فەرەنسا", "ئەڵمانیا", "بەریتانیا"},
            {"داعشیان"},
        ),
        (
            "داعش هێرشی کردە سەر ئێزدییەکان، تورکمانەکان و شەبەکەکان.",
            {"داعش": "ORG", "ئێزدییەکان": "GROUP", "تورکمانەکان": "GROUP", "شەبەکەکان": "GROUP"},
            "ASSAULT",
            {"داعش"},
            {"ئێزدییەکان", "تورکمانەکان", "شەبەکەکان"},
        ),
    ],
)
def test_members_of_a_list_stand_on_one_side(
    article: Make, text: str, names: dict[str, str], kind: str, actors: set[str], recipients: set[str]
) -> None:
    (event,) = [e for e in find_events(article(text, names)) if e.type.value == kind]
    assert (set(event.actors), set(event.recipients)) == (actors, recipients)


def test_means_of_an_attack_are_no_act_of_their_own(article: Make) -> None:
    names = {"ئەمریکا": "GPE", "قاسم سولەیمانی": "PERSON"}
    context = article("ئەمریکا قاسم سولەیمانی بە هێرشێکی ئاسمانی کوشت.", names)
    told = explain_events(context, replace(load_model(), keep=Logistic({"bias": 2.0})))
    reasons = {item.line: item.reason for item in told}
    assert reasons["assault-hersh"] == "means of assault-kushtn"
    assert reasons["assault-kushtn"] == "kept"


def test_who_was_meant_is_the_one_whom_the_relative_clause_is_about(article: Make) -> None:
    names = {"مەسعوود بارزانی": "PERSON", "نوری مالیکی": "PERSON", "حکومەتی عێراق": "ORG"}
    text = "مەبەستی مەسعوود بارزانی نوری مالیکی بوو، کە حکومەتی عێراق دەستگیری کرد."
    (event,) = find_events(article(text, names))
    assert (event.actors, event.recipients) == (("حکومەتی عێراق",), ("نوری مالیکی",))


def test_definite_noun_refers_to_the_act_told_before(article: Make) -> None:
    text = "داعش هێرشی کردە سەر پێشمەرگە لە مەخموور. لە هێرشەکەدا پێشمەرگە بەرگرییان کرد."
    names = {"داعش": "ORG", "پێشمەرگە": "ORG", "مەخموور": "GPE"}
    context = article(text, names)
    attacks = [e for e in find_events(context) if e.type is EventType.ASSAULT]
    assert [text[e.trigger.start :].startswith("هێرشی") for e in attacks] == [True]
    again = [e for e in explain_events(context) if text[e.trigger.start :].startswith("هێرشەکەدا")]
    assert again
    assert not any(e.kept for e in again)


def test_who_is_arrested_in_a_town_is_not_the_town(article: Make) -> None:
    text = "پۆلیس شەش کەسی لە کەرکووک دەستگیر کرد."
    (arrest,) = find_events(article(text, {"پۆلیس": "ORG", "کەرکووک": "GPE"}))
    assert (arrest.mode, arrest.actors, arrest.place) == ("arrest", ("پۆلیس",), "کەرکووک")
    assert "کەرکووک" not in arrest.recipients


@pytest.mark.parametrize(("key", "mode"), [("coerce-grtn", "seize"), ("coerce-rapech-krdn", "")])
def test_a_town_is_taken_not_arrested(key: str, mode: str) -> None:
    line = next(line for line in load_knowledge().words if line.key == key)
    assert is_of_persons(line)
    assert mode_of_places(line) == mode
