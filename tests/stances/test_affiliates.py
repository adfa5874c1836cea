import pytest
from tests.statements.marked import context_of

from dosye.events.scene import scenes_of
from dosye.stances.affiliates import find_affiliates
from dosye.stances.ties import find_ties


def told(text: str) -> list[tuple[str, str, str]]:
    context, _ = context_of(text)
    return [(r.type.value, r.subject, r.object) for s in scenes_of(context) for r in find_affiliates(s)]


@pytest.mark.parametrize(
    "text",
    [
        "[گرووپەکانی|groups|GROUP] سەر بە [ئێران|iran|GPE] هێرشیان کرد.",
        "[میلیشیاکانی|groups|GROUP] سەربە [ڕژێمی ئێران|iran|ORG] هێرشیان کرد.",
        "[سیاسەتوانێک|groups|PERSON] کە سەر بە [کۆماری ئیسلامی|iran|ORG]یە، هات.",
        "[کەتیبەکان|groups|ORG] کە سەر بە [ئێران|iran|GPE]ە، ڕازی نەبوون.",
        "[کەتیبەکان|groups|ORG]، کە سەر بە ڕژێمی [ئێران|iran|GPE]ن، ڕازی نەبوون.",
    ],
)
def test_who_is_affiliated_with_a_state_has_its_backing(text: str) -> None:
    assert told(text) == [("backed_by", "groups", "iran")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("[ڕاگەیاندنەکە|part|ORG] سەر بە [پارتی|whole|ORG] بڵاوی کردەوە.", "part_of"),
        ("لە ناحیەی [خورماڵ|part|GPE]ی سەر بە پارێزگای [هەڵەبجە|whole|GPE] باران باری.", "located_in"),
        ("لە گوندی [دوگرێ|part|GPE]-ی سەر بە [سنوونێ|whole|GPE] باران باری.", "located_in"),
        ("[ئەحمەد ڕەزا|part|PERSON]، کە سەر بە [یەکێتی|whole|ORG]یە، هات.", "member_of"),
    ],
)
def test_who_is_affiliated_with_a_body_belongs_to_it(text: str, type_: str) -> None:
    assert told(text) == [(type_, "part", "whole")]


@pytest.mark.parametrize(
    "text",
    [
        "سوپا گەیشتە [شنگال|town|GPE]، [باکووری عێراق|region|GPE]، و لەوێ مایەوە.",
        "خۆپیشاندان لە [زیقار|town|GPE]ی [باشووری عێراق|region|GPE] بەردەوامە.",
    ],
)
def test_a_town_lies_in_the_part_of_a_country_named_right_after_it(text: str) -> None:
    assert told(text) == [("located_in", "town", "region")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("[باڵیۆزخانەی فەڕەنسا|part|ORG] لە [بەغدا|whole|GPE] داخرا.", "located_in"),
        ("[کونسوڵخانەی چین|part|ORG] لە شاری [هەولێر|whole|GPE] کرایەوە.", "located_in"),
        ("[لیژنەی یاسایی|part|ORG] لە [پەرلەمان|whole|ORG] کۆبووەوە.", "part_of"),
        ("[فراکسیۆنی گۆڕان|part|ORG] لە [پەرلەمان|whole|ORG] بایکۆتی کرد.", "part_of"),
        ("[یەپەژە|part|ORG]، باڵی ژنانی [پارتەکە|whole|ORG]، ڕایگەیاند.", "part_of"),
        ("[ڕۆژنامەکە|part|ORG] کە زمانحاڵی [حیزبەکە|whole|ORG]ە، نووسیویەتی.", "part_of"),
    ],
)
def test_embassies_stand_in_places_and_committees_and_wings_in_bodies(text: str, type_: str) -> None:
    assert told(text) == [(type_, "part", "whole")]


@pytest.mark.parametrize(
    "text",
    [
        "[گرووپەکان|groups|GROUP] هێرشیان کردە سەر [ئێران|iran|GPE].",
        "لە [شنگال|town|GPE] و [باکووری سووریا|region|GPE] باران باری.",
        "[سوپا|army|ORG]، [باکووری عێراق|region|GPE] و [شنگال|town|GPE] جێهێشت.",
        "[گرووپەکان|groups|GROUP] ڕایانگەیاند هێزێکی سەر بە [ئێران|iran|GPE] هاتووە.",
        "[باڵیۆزخانەی فەڕەنسا|part|ORG] لە [بەغداوە|whole|GPE] وەڵامی دایەوە.",
        "[گۆڕان|part|ORG] لە [پەرلەمان|whole|ORG] بایکۆتی کرد.",
        "[حکومەت|part|ORG]، بە باڵێکی [پارتەکە|whole|ORG]ی دەزانێت.",
        "[لیژنەی یاسایی|part|ORG] لەگەڵ [پەرلەمان|whole|ORG] کۆبووەوە.",
    ],
)
def test_a_name_nearby_alone_ties_nothing(text: str) -> None:
    assert told(text) == []


def beside(text: str) -> set[tuple[str, str, str]]:
    context, _ = context_of(text)
    return {(r.type.value, r.subject, r.object) for s in scenes_of(context) for r in find_ties(s)}


@pytest.mark.parametrize(
    "text",
    [
        "[ئازاد ئەحمەد|who|PERSON]، ئەندامی [یەکێتی|body|ORG]، هات.",
        "[ئازاد ئەحمەد|who|PERSON] کە خۆی کادیری [یەکێتی|body|ORG]یە، هات.",
        "[ئازاد ئەحمەد|who|PERSON]، [وەزیری نەوت|who|ROLE] و ئەندامی [یەکێتی|body|ORG]، هات.",
    ],
)
def test_who_is_called_a_member_of_a_body_is_one(text: str) -> None:
    assert beside(text) == {("member_of", "who", "body")}


def test_those_whom_and_joins_are_members_together() -> None:
    text = "[ئازاد|a|PERSON] و [شیلان|b|PERSON] ئەندامانی [یەکێتی|body|ORG] هاتن."
    assert beside(text) == {("member_of", "a", "body"), ("member_of", "b", "body")}


@pytest.mark.parametrize(
    "text",
    [
        "[ئازاد|a|PERSON] هات و ئەندامی [یەکێتی|body|ORG] ڕۆیشت.",
        "[ئازاد|a|PERSON] فەرماندەیی [لیواکە|body|ORG] دەکات.",
    ],
)
def test_a_member_whom_somebody_else_meets_is_not_he(text: str) -> None:
    assert not beside(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("[پاسەوانەکانی|who|GROUP] [پارتی|a|ORG] و [یەکێتی|b|ORG] شەڕیان کرد.", "member_of"),
        ("[شاندی|who|GROUP] [پارتی|a|ORG] و [یەکێتی|b|ORG] گەیشتە بەغدا.", "part_of"),
    ],
)
def test_what_joined_bodies_have_together_belongs_to_each(text: str, type_: str) -> None:
    assert beside(text) == {(type_, "who", "a"), (type_, "who", "b")}


@pytest.mark.parametrize(
    "text",
    [
        "[سەرکردەیەکی|who|GROUP] [پارتی|a|ORG] و [یەکێتی|b|ORG] کۆبوونەوە.",
        "[سەرکردەکانی|who|GROUP] [پارتی|a|ORG] و [کازمی|b|PERSON] کۆبوونەوە.",
        "[سەرکردەکانی|who|GROUP] [پارتی|a|ORG] لەگەڵ [یەکێتی|b|ORG] کۆبوونەوە.",
    ],
)
def test_one_man_and_another_body_beside_his_are_apart(text: str) -> None:
    assert beside(text) == {("member_of", "who", "a")}


def test_a_correspondent_works_for_an_outlet() -> None:
    context, _ = context_of("[ڕێبین عەلی|who|PERSON]، پەیامنێری [ئاژانسەکە|what|ORG] لە موسڵ، گوتی.")
    ties = [r for s in scenes_of(context) for r in find_ties(s)]
    assert [(r.type.value, r.subject, r.object, r.label) for r in ties] == [
        ("holds_role", "who", "what", "correspondent")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "لە [پیرمام|town|GPE]ی نزیک [هەولێر|city|GPE] کۆبوونەوە.",
        "بۆ [زەلێ|town|GPE]، نزیک سنووری [ئێران|city|GPE]، نێردران.",
    ],
)
def test_a_town_near_another_lies_there(text: str) -> None:
    assert beside(text) == {("located_in", "town", "city")}
