import pytest
from known import KNOWLEDGE

from dosye.entities.names import name_index, person_words
from dosye.language.ckb import find_tokens


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("لە هەولێرەوە", "erbil"),
        ("هەولێریش", "erbil"),
        ("لە عێراقدا", "iraq"),
        ("مه‌سرور بارزانى", "masrour-barzani"),
        ("مستەفا کازمییان", "mustafa-al-kadhimi"),
        ("حەشدی شەعبیی", "pmf"),
        ("هه‌رێمی كوردستان", "kurdistan-region"),
        ("حكومەتی ھەرێمی کوردستانەوە", "krg"),
    ],
)
def test_name_is_found_in_every_spelling_and_with_clitics(text: str, key: str) -> None:
    matches = name_index(KNOWLEDGE).find(find_tokens(text))
    assert [n.key for m in matches for n in m.names] == [key]


def test_longest_name_wins() -> None:
    matches = name_index(KNOWLEDGE).find(find_tokens("حکومەتی هەرێمی کوردستان"))
    assert [(m.start, m.end) for m in matches] == [(0, 3)]


def test_surname_of_two_people_has_both() -> None:
    (match,) = name_index(KNOWLEDGE).find(find_tokens("بارزانی"))
    assert {n.key for n in match.names} == {"masrour-barzani", "nechirvan-barzani"}


def test_other_word_is_no_name() -> None:
    assert name_index(KNOWLEDGE).find(find_tokens("کتێبەکە لەسەر مێزەکەیە")) == []


def test_person_words_tell_first_from_last() -> None:
    first, last = person_words(KNOWLEDGE)
    assert "مەسرور" in first
    assert "بارزانی" in last
    assert "بارزانی" not in first
