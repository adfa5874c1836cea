import pytest

from dosye.entities.body_names import body_english
from dosye.knowledge import load_knowledge
from dosye.language.ckb import lookup_key
from dosye.language.ckb.romanise import romanise


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("لیژنەی لێکۆڵینەوە", "the investigation committee"),
        ("لیژنەی نەوت و غاز", "the oil and gas committee"),
        ("ئەنجوومەنی باڵای هەماهەنگی", "the high coordination council"),
        ("کۆمیسیۆنی باڵای سەربازیی عێراق", "high military commission of Iraq"),
        ("بەڕێوەبەرایەتیی وەرزش", "Directorate of Sports"),
        ("دادگای سلێمانی", "Sulaymaniyah court"),
        ("تیپی چوارەم", "fourth division"),
        ("بیابانی موسەننا", "Muthanna desert"),
        ("فڕۆکەخانەکانی هەولێر و سلێمانی", "Erbil and Sulaymaniyah airport"),
        ("باڵیۆزخانەی ویلایەتە یەکگرتووەکان", "Embassy of the United States"),
    ],
)
def test_body_is_told_in_english_by_its_noun_and_what_it_is_for(words: str, english: str) -> None:
    keys = tuple(lookup_key(words).split())
    assert body_english(keys, words.split(), load_knowledge()) == english


def test_name_without_a_noun_for_a_body_is_told_by_nothing() -> None:
    assert body_english(("نالیا",), ["نالیا"], load_knowledge()) is None


def test_name_in_latin_letters_stays_as_it_is() -> None:
    assert romanise("Reuven Castro") == "Reuven Castro"
