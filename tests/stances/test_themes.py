"""What an article is about by all its words, where no phrase names the issue."""

import pytest
from tests.statements.marked import context_of

from dosye.records import EntityId
from dosye.stances.raises import Level, find_raises
from dosye.stances.stands import pairs_of
from dosye.stances.theme_learn import fit_folds, fit_themes
from dosye.stances.themes import NO_THEMES, Themes, find_themes, parse_themes, words_of
from dosye.statements import find_statements

SALARY = (
    "مامۆستایان لە سلێمانی گوتیان سێ مانگە هیچیان وەرنەگرتووە.",
    "بانکەکانی سلێمانی پارەیان نییە و مامۆستایان چاوەڕوانن.",
    "دارایی هەولێر گوتی پارە گەیشتووە و دابەش دەکرێت.",
)
WATER = (
    "ئاستی ئاوی دیجلە لە موسڵ دابەزی و کشتوکاڵ زیانی بەرکەوت.",
    "بەنداوەکەی تورکیا ئاوی دیجلە دەگرێتەوە.",
    "جووتیارانی موسڵ دەڵێن ئاو نەماوە و دیجلە وشک دەبێت.",
)
ISSUES = {"kurdistan-salaries-in-full": SALARY, "water-share-from-neighbours": WATER}
PLAIN = "[مامۆستایان|teachers|GROUP] گوتیان پارەی بانکەکانی سلێمانی بەش ناکات."


def texts() -> list[tuple[dict[str, int], frozenset[str]]]:
    return [
        (words_of(context_of(text)[0]), frozenset([issue]))
        for issue, told in ISSUES.items()
        for text in (*told, *told)
    ]


@pytest.fixture(scope="module")
def themes() -> Themes:
    return parse_themes(fit_themes(texts()))


def test_an_article_is_about_what_its_words_were_learnt_to_mean(themes: Themes) -> None:
    context, _ = context_of("پارەی مامۆستایان لە بانکەکانی سلێمانییە.")
    share = find_themes(context, themes)
    assert share["kurdistan-salaries-in-full"] > 2 * share["water-share-from-neighbours"]


def test_an_issue_without_a_phrase_is_the_topic_of_every_sentence(themes: Themes) -> None:
    context, _ = context_of(f"{PLAIN} ئەوان چاوەڕوانن.")
    assert not find_raises(context, NO_THEMES)[1][1]
    found = {r.slug: r for r in find_raises(context, themes)[1][1]}
    assert found["kurdistan-salaries-in-full"].level is Level.TOPIC


def test_who_speaks_of_a_theme_may_take_a_stand_on_it(themes: Themes) -> None:
    context, events = context_of(PLAIN)
    pairs = pairs_of(context, events, find_statements(context, events), themes)
    assert (EntityId("teachers"), "kurdistan-salaries-in-full") in {(p.holder, p.issue) for p in pairs}


def test_an_unlikely_issue_is_no_topic(themes: Themes) -> None:
    context, _ = context_of("یانەی هەولێر یارییەکەی بردەوە.")
    rare = Themes(themes.rarity, themes.speaks, dict.fromkeys(themes.usual, 0.01))
    assert find_raises(context, rare)[0].themes == ()


def test_words_that_no_article_held_say_nothing(themes: Themes) -> None:
    assert themes.shares({"غغغغ": 3}) == themes.usual


def test_each_fold_is_told_by_the_others() -> None:
    given = texts()
    folds = [0 if issue == "water-share-from-neighbours" else 1 for _, told in given for issue in told]
    first, second = fit_folds(given, folds, 2)
    assert set(first.usual) == {"kurdistan-salaries-in-full"}
    assert set(second.usual) == {"water-share-from-neighbours"}


def test_the_same_texts_give_the_same_weights() -> None:
    assert fit_themes(texts()) == fit_themes(texts())
