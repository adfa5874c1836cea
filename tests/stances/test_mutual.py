import pytest
from tests.statements.marked import context_of

from dosye.events.scene import scenes_of
from dosye.stances.mutual import find_mutual


def told(text: str) -> list[tuple[str, str, str]]:
    context, _ = context_of(text)
    return [(r.type.value, r.subject, r.object) for s in scenes_of(context) for r in find_mutual(s)]


@pytest.mark.parametrize(
    "text",
    [
        "[ئێران|a|GPE] و [ئیسرائیل|b|GPE] دوژمنی یەکترن.",
        "[ئێران|a|GPE] و [عێراق|b|GPE] هەشت ساڵ شەڕیان لەگەڵ یەکتر کرد.",
        "[پارتی|a|ORG] و [یەکێتی|b|ORG] دوای هەڵبژاردنەکان یەکتریان تۆمەتبار کرد.",
        "[پارتی|a|ORG] و [یەکێتی|b|ORG] لە ململانێدان لەگەڵ یەکتر.",
        "[ڕووسیا|a|GPE] و [ئۆکراینا|b|GPE] لە شەڕدان.",
        "[فەرەنسا|a|GPE]، کە لەگەڵ [تورکیا|b|GPE] لە ناکۆکیدایە، باڵیۆزەکەی کشاندەوە.",
        "[ئیسرائیل|a|GPE] لە شەڕدایە لەگەڵ [حەماس|b|ORG].",
    ],
)
def test_who_clash_with_each_other_are_opposed(text: str) -> None:
    assert told(text) == [("opposed_to", "a", "b")]


def test_who_are_each_others_allies_are_allied() -> None:
    assert told("[تورکیا|a|GPE] و [قەتەر|b|GPE] هاوپەیمانی یەکترن.") == [("allied_with", "a", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "[ئێران|a|GPE] و [عێراق|b|GPE] ئیتر دوژمنی یەکتر نین.",
        "[ئێران|a|GPE] و [سعودیە|b|GPE] دوای شەڕ لە یەکتر نزیک بوونەوە.",
        "[ئێران|a|GPE] و [سعودیە|b|GPE] سەردانی یەکتریان کرد.",
        "[بایدن|a|PERSON] و [پۆتین|b|PERSON] کۆبوونەوە و گوتیان گەلان دوژمنی یەکتر دەبن.",
    ],
)
def test_two_who_meet_or_no_longer_clash_are_not_opposed(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[هەولێر|a|GPE] و [بەغدا|b|GPE] لە شەڕی دژی [داعش|c|ORG] هاوکاری یەکتر دەکەن.",
        "[هەولێر|a|GPE] و [بەغدا|b|GPE] دژی تیرۆر هاوکاری یەکتر دەکەن.",
        "[پارتی|a|ORG] و [یەکێتی|b|ORG] دژی [ئێران|c|GPE] پشتگیری یەکتر دەکەن.",
        "[ئێران|a|GPE] و [سووریا|b|GPE] چەک بە یەکتر دەفرۆشن.",
        "[پارتی|a|ORG] و [یەکێتی|b|ORG] یەکتریان دژی [داعش|c|ORG] یارمەتی دا.",
    ],
)
def test_who_help_each_other_against_another_are_no_foes(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("words", ["دژی یەکترن", "شەڕی یەکتریان کرد", "یەکتریان بە خیانەت تۆمەتبار کرد"])
def test_what_stands_beside_each_other_is_done_by_both(words: str) -> None:
    assert told(f"[پارتی|a|ORG] و [یەکێتی|b|ORG] {words}.") == [("opposed_to", "a", "b")]
