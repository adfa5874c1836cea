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
    ],
)
def test_name_has_its_whole_span(text: str, kind: str, mention: str) -> None:
    reading = read_text(text, published="2021-05-05")
    assert mention in [text[m.start : m.end] for m in reading.mentions if m.type.value == kind]


def test_command_is_no_one_who_commands() -> None:
    text = "هێزەکان لە ژێر فەرماندەیی یەپەگە شەڕ دەکەن."
    assert not [m for m in read_text(text).mentions if m.type.value == "ROLE"]
