import pytest

from dosye.pipeline import read_text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("هێزەکان لە ڕۆژئاوای کەرکووک بازگەیان دانا.", ["کەرکووک"]),
        ("وەزیرەکە گوتی ئەگەر هاوکاریی ڕۆژئاوا نەبێت، زستان سەخت دەبێت.", []),
        ("هەسەدە لە سووریا گوتی کوردانی ڕۆژئاوا مافیان هەیە.", ["سووریا", "ڕۆژئاوا"]),
    ],
)
def test_side_of_the_sky_is_a_place_only_where_the_article_is_about_it(text: str, places: list[str]) -> None:
    reading = read_text(text, published="2021-05-05")
    assert [text[m.start : m.end] for m in reading.mentions if m.type.value == "GPE"] == places
