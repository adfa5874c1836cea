"""Facts are told in sentences that an English and a Kurdish reader can take as they are."""

import pytest

from dosye.dossier.say import Said, say_act, say_day, say_relation, say_stance, say_statement
from dosye.dossier.say.english import is_plural_body, names_many, with_article
from dosye.dossier.say.facts import say_label
from dosye.dossier.say.messages import acts, izafe
from dosye.knowledge import load_knowledge

NAMES = {
    "a": {"en": "Mustafa al-Kadhimi", "ckb": "مستەفا کازمی"},
    "b": {"en": "Iraq", "ckb": "عێراق"},
}


@pytest.mark.parametrize(
    ("lang", "label", "told"),
    [
        ("ckb", "prime minister", "مستەفا کازمی: سەرۆکوەزیرانی عێراق"),
        ("ckb", "ambassador", "مستەفا کازمی: باڵیۆزی عێراق"),
        ("en", "prime minister", "Mustafa al-Kadhimi is prime minister of Iraq"),
        ("ckb", "keeper of the keys", "مستەفا کازمی: keeper of the keys لە عێراق"),
    ],
)
def test_office_is_told_in_the_language_of_the_line(lang: str, label: str, told: str) -> None:
    assert say_relation("holds_role", ("a", "b"), label, NAMES, lang) == told


def test_word_that_an_office_shares_with_its_body_is_told_once() -> None:
    assert izafe("سەرۆکی پەرلەمان", "پەرلەمانی عێراق") == "سەرۆکی پەرلەمانی عێراق"
    assert izafe("سەرۆکی پەرلەمان", "عێراق") == "سەرۆکی پەرلەمانی عێراق"
    assert izafe("پەرلەمان", "پەرلەمانی عێراق") == "پەرلەمانی پەرلەمانی عێراق"


def test_every_office_of_the_tables_has_a_kurdish_word() -> None:
    roles = {line.role for line in load_knowledge().roles}
    assert not {role for role in roles if say_label(role, "ckb").isascii()}


def test_what_a_pressure_is_about_is_told_in_kurdish() -> None:
    label = "against: United States forces stay in Iraq"
    told = say_relation("presses", ("a", "b"), label, NAMES, "ckb")
    assert told == "مستەفا کازمی فشار دەخاتە سەر عێراق: دژی مانەوەی هێزەکانی ئەمریکا لە عێراق"
    assert "against: United States forces" in say_relation("presses", ("a", "b"), label, NAMES, "en")


AIRPORT = {"en": "Baghdad International Airport", "ckb": "فڕۆکەخانەی بەغدا"}
MORE = NAMES | {
    "army": {"en": "Turkish Armed Forces", "ckb": "سوپای تورکیا", "plural": "yes"},
    "men": {"en": "14 gunmen", "ckb": "14 چەکدار", "plural": "yes"},
    "airport": AIRPORT,
}


@pytest.mark.parametrize(
    ("who", "told"),
    [("group", "دوو بەرپرسی ئەمنی گوتیان"), ("army", "سوپای تورکیا گوتی"), ("a", "مستەفا کازمی گوتی")],
)
def test_kurdish_verb_agrees_with_a_group(who: str, told: str) -> None:
    group = {"en": "two security officials", "ckb": "دوو بەرپرسی ئەمنی", "plural": "yes", "group": "yes"}
    names = MORE | {"group": group}
    assert say_statement("say", (who, None), names, "ckb", told=(), denied=()) == told
    assert say_stance("group", "x", "against", names, "ckb").startswith("دوو بەرپرسی ئەمنی دژین")
    assert "فشار دەخەنە سەر" in say_relation("presses", ("group", "b"), None, names, "ckb")


def said(type_: str, mode: str | None, who: str, whom: str, **rest: str) -> Said:
    modality = rest.pop("modality", "asserted")
    return Said(type_, mode, modality, tuple(who.split()), tuple(whom.split()), **rest)


@pytest.mark.parametrize(
    ("act", "en", "ckb"),
    [
        (
            said("COERCE", "arrest", "army", "men"),
            "The Turkish Armed Forces arrested 14 gunmen",
            "دەستگیرکردنی 14 چەکدار لەلایەن سوپای تورکیا",
        ),
        (
            said("ASSAULT", "airstrike", "army", "men"),
            "The Turkish Armed Forces launched air strikes on 14 gunmen",
            "بۆردوومانی ئاسمانیی سوپای تورکیا بۆ سەر 14 چەکدار",
        ),
        (
            said("APPOINT", "dismiss", "a", "men"),
            "Mustafa al-Kadhimi dismissed 14 gunmen",
            "لابردنی 14 چەکدار لە پۆست لەلایەن مستەفا کازمی",
        ),
        (
            said("ACCUSE", "criticise", "a", ""),
            "Mustafa al-Kadhimi voiced criticism",
            "ڕەخنەی مستەفا کازمی",
        ),
        (
            said("COERCE", "arrest", "a", "", modality="planned"),
            "Mustafa al-Kadhimi is to make arrests",
            "دەستگیرکردن لەلایەن مستەفا کازمی (پلانی بۆ دانراوە)",
        ),
        (
            said("REQUEST", None, "", "a", time="2020-10-10"),
            "Mustafa al-Kadhimi was called on to act on 10 October 2020",
            "داواکاری لە مستەفا کازمی، 10ی تشرینی یەکەمی 2020",
        ),
        (
            said("ASSAULT", "kill", "", "men", place="airport", modality="denied"),
            "It is denied that 14 gunmen were killed at Baghdad International Airport",
            "کوشتنی 14 چەکدار لە فڕۆکەخانەی بەغدا (ڕەت دەکرێتەوە)",
        ),
    ],
)
def test_act_is_a_whole_sentence_in_both_languages(act: Said, en: str, ckb: str) -> None:
    assert say_act(act, MORE, "en") == en
    assert say_act(act, MORE, "ckb") == ckb


@pytest.mark.parametrize("act", [key for key in acts()], ids=str)
def test_every_act_can_be_told_of_one_side_or_of_none(act: tuple[str, str]) -> None:
    for modality in ("asserted", "planned", "hypothetical", "denied"):
        for lang in ("en", "ckb"):
            for who, whom in (("a", "b"), ("a", ""), ("", "b"), ("", "")):
                told = say_act(said(*act, who, whom, modality=modality), MORE, lang)
                assert told
                assert not set("{}") & set(told)
                assert "  " not in told
                if lang == "en" and not whom:
                    assert told.split()[-1] not in ("with", "on", "at", "to", "from", "of", "against", "by")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("United States embassy in Baghdad", "the United States embassy in Baghdad"),
        ("gunmen affiliated with the Popular Mobilization Forces", None),
        ("Baghdad International Airport", None),
        ("Green Zone", "the Green Zone"),
        ("Camp Taji", None),
        ("United States Department of State", "the United States Department of State"),
        ("Akre police", "the Akre police"),
        ("Gorran bloc", "the Gorran bloc"),
        ("NRT", None),
    ],
)
def test_article_stands_where_the_head_of_a_name_takes_it(name: str, told: str | None) -> None:
    assert with_article(name) == (told or name)


def test_office_takes_an_article_and_a_number_of_people_does_not() -> None:
    assert with_article("Governor of Kirkuk", office=True) == "the Governor of Kirkuk"
    assert with_article("25 ambassadors", office=True) == "25 ambassadors"
    assert with_article("Member of Parliament", office=True) == "a Member of Parliament"
    assert with_article("a minister of Iraq", office=True) == "a minister of Iraq"


def test_ministers_of_a_state_are_called_as_there() -> None:
    names = NAMES | {"united-states": {"en": "United States", "ckb": "ئەمریکا"}}
    told = say_relation("holds_role", ("a", "united-states"), "foreign minister", names, "en")
    assert told == "Mustafa al-Kadhimi is secretary of state of the United States"
    told = say_relation("holds_role", ("a", "united-states"), "foreign minister", names, "ckb")
    assert told == "مستەفا کازمی: وەزیری دەرەوەی ئەمریکا"
    told = say_relation("holds_role", ("a", "b"), "foreign minister", names, "en")
    assert told == "Mustafa al-Kadhimi is foreign minister of Iraq"


@pytest.mark.parametrize("name", ["34 children", "a number of gunmen of Islamic State", "12,000 displaced"])
def test_those_who_are_counted_take_the_plural(name: str) -> None:
    assert names_many(name)
    assert not names_many("1 child")


def test_verb_agrees_with_the_head_of_a_name() -> None:
    assert names_many("gunmen affiliated with the Badr Organization")
    assert is_plural_body("United States forces in Iraq and Syria")
    assert not is_plural_body("United Nations")
    plural = {"x": {"en": "members of the Guard", "ckb": "ئەندامان", "plural": "yes"}} | NAMES
    assert (
        say_relation("member_of", ("x", "b"), None, plural, "en")
        == "Members of the Guard are members of Iraq"
    )


def test_who_denies_is_told_once_and_what_is_denied_stands_after_it() -> None:
    told = say_statement("refuse", ("a", None), NAMES, "en", told=(), denied=("Iraq closed the road",))
    assert told == "Mustafa al-Kadhimi denied: Iraq closed the road"
    through = say_statement("ask", ("a", "b"), NAMES, "en", told=(), denied=())
    assert through == "Mustafa al-Kadhimi asked, according to Iraq"


@pytest.mark.parametrize(
    ("value", "en", "ckb"),
    [
        ("2020-06-25TNI", "25 June 2020, night", "شەوی 25ی حوزەیرانی 2020"),
        ("2020-06-25", "25 June 2020", "25ی حوزەیرانی 2020"),
        ("2020-W32", "week 32 of 2020", "هەفتەی 32ی 2020"),
        ("2020-06/2020-08", "June 2020 – August 2020", "حوزەیرانی 2020 – ئابی 2020"),
        ("2020", "2020", "2020"),
    ],
)
def test_day_beside_a_line_is_told_in_words(value: str, en: str, ckb: str) -> None:
    assert (say_day(value, "en"), say_day(value, "ckb")) == (en, ckb)


def test_a_noun_that_ends_like_the_izafe_takes_no_second() -> None:
    assert izafe("پیرۆزبایی", "نەیمار") == "پیرۆزبایی نەیمار"
    assert izafe("هاوکاریی دارایی لە", "بەغدا") == "هاوکاریی دارایی بەغدا لە"
    assert izafe("داواکاری", "بەغدا") == "داواکاریی بەغدا"
