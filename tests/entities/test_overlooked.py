"""Where names of councils, camps, lands and commands begin and end."""

import pytest

from dosye.pipeline import read_text


@pytest.mark.parametrize(
    ("text", "kind", "mention"),
    [
        ("ئەنجوومەنی ئاسایشی نیشتمانی لە بەغدا کۆبووەوە.", "ORG", "ئەنجوومەنی ئاسایشی نیشتمانی"),
        ("ئەنجوومەنی ئاسایش لە نیویۆرک کۆبووەوە.", "ORG", "ئەنجوومەنی ئاسایش"),
        ("دوو مووشەک بەر سەربازگەی بەعشیقە کەوتن.", "PLACE", "سەربازگەی بەعشیقە"),
        ("هێرشەکە لە باشووری عێراق ڕوویدا.", "GPE", "عێراق"),
        ("بەپێی ڕۆژنامەی سەباح، حکومەت کۆدەبێتەوە.", "ORG", "سەباح"),
        ("لە ٢٢ی ئایار بەڵێن عەبدوڵڵا، سکرتێری حزبی زەحمەتکێشان، گەیشتە بەغدا.", "PERSON", "بەڵێن عەبدوڵڵا"),
    ],
)
def test_name_has_its_whole_span(text: str, kind: str, mention: str) -> None:
    reading = read_text(text, published="2021-05-05")
    assert mention in [text[m.start : m.end] for m in reading.mentions if m.type.value == kind]


def test_paper_is_known_though_its_noun_stands_outside_its_name() -> None:
    reading = read_text("بەپێی ڕۆژنامەی سەباح، حکومەت کۆدەبێتەوە.")
    assert "al-sabah" in {entity.key for entity in reading.entities.values()}


def test_and_is_no_part_of_a_place() -> None:
    text = "وەزیرەکە پێشوازیی کرد و هانی هەردوو لای دا."
    assert not [m for m in read_text(text).mentions if m.type.value == "GPE"]


def test_command_is_no_one_who_commands() -> None:
    text = "هێزەکان لە ژێر فەرماندەیی یەپەگە شەڕ دەکەن."
    assert not [m for m in read_text(text).mentions if m.type.value == "ROLE"]
