from dosye.entities.bounds import bound_features, bound_rows, find_bounds
from dosye.entities.features import featurer
from dosye.entities.groups import find_phrases
from dosye.entities.logistic import fit
from dosye.knowledge import load_knowledge
from dosye.language.ckb import analyse

OFFICER = "ئەفسەرێکی پۆلیس لە بەغدا قسەی بۆ ڕۆژنامەنووسان کرد"


def test_bounds_learn_a_word_that_the_rules_leave_out() -> None:
    known = featurer(load_knowledge())
    tokens = analyse(OFFICER)[0].tokens
    phrase = find_phrases(tokens, (), known)[0]
    assert (phrase.start, phrase.end) == (0, 1)
    rows = list(bound_rows(phrase, tokens, (), start=0, end=2)) * 20
    weights = fit(rows, strength=0.1, steps=200)
    assert find_bounds(phrase, tokens, (), weights=weights, taken=()) == (0, 2)
    assert find_bounds(phrase, tokens, (), weights=weights, taken={1}) == (0, 1)


def test_bounds_stay_as_they_are_where_nothing_was_learnt() -> None:
    known = featurer(load_knowledge())
    tokens = analyse("دوو بەرپرسی ئەمنی گەڕانەوە")[0].tokens
    phrase = find_phrases(tokens, (), known)[0]
    assert find_bounds(phrase, tokens, (), weights={}, taken=()) == (phrase.start, phrase.end)


def test_rows_end_with_the_first_word_outside() -> None:
    known = featurer(load_knowledge())
    tokens = analyse(OFFICER)[0].tokens
    phrase = find_phrases(tokens, (), known)[0]
    assert [inside for _, inside in bound_rows(phrase, tokens, (), start=0, end=2)] == [True, False]


def test_features_tell_the_sides_apart() -> None:
    known = featurer(load_knowledge())
    tokens = analyse("دوو بەرپرسی ئەمنی گەڕانەوە")[0].tokens
    phrase = find_phrases(tokens, (), known)[0]
    assert all(f.startswith("<") for f in bound_features(phrase, tokens, (), at=phrase.head - 1))
    assert all(f.startswith(">") for f in bound_features(phrase, tokens, (), at=phrase.head + 1))
