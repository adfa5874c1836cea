"""Facts told in Kurdish use Kurdish words, also for offices."""

import pytest

from dosye.dossier.say import say_relation
from dosye.dossier.say.facts import say_label
from dosye.knowledge import load_knowledge

NAMES = {
    "a": {"en": "Mustafa al-Kadhimi", "ckb": "مستەفا کازمی"},
    "b": {"en": "Iraq", "ckb": "عێراق"},
}


@pytest.mark.parametrize(
    ("lang", "label", "told"),
    [
        ("ckb", "prime minister", "مستەفا کازمی: سەرۆکوەزیران لە عێراق"),
        ("en", "prime minister", "Mustafa al-Kadhimi is prime minister (Iraq)"),
        ("ckb", "keeper of the keys", "مستەفا کازمی: keeper of the keys لە عێراق"),
    ],
)
def test_office_is_told_in_the_language_of_the_line(lang: str, label: str, told: str) -> None:
    assert say_relation("holds_role", ("a", "b"), label, NAMES, lang) == told


def test_every_office_of_the_tables_has_a_kurdish_word() -> None:
    roles = {line.role for line in load_knowledge().roles}
    assert not {role for role in roles if say_label(role, "ckb").isascii()}


def test_what_a_pressure_is_about_is_told_in_kurdish() -> None:
    label = "against: United States forces stay in Iraq"
    told = say_relation("presses", ("a", "b"), label, NAMES, "ckb")
    assert told == "مستەفا کازمی فشار دەخاتە سەر عێراق: دژی مانەوەی هێزەکانی ئەمریکا لە عێراق"
    assert "against: United States forces" in say_relation("presses", ("a", "b"), label, NAMES, "en")
