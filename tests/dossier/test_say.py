"""Facts told in Kurdish use Kurdish words, also for offices."""

import pytest

from dosye.dossier.say import say_relation

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
