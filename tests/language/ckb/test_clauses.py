"""Clauses: our own sentences with verb, subject, object and kind, and single behaviours."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dosye.language.ckb import analyse
from dosye.language.ckb.clauses import Clause, find_clauses
from dosye.language.ckb.phrases import NounPhrase

GOLD = Path(__file__).with_name("clauses.toml")
F1_MIN = 0.93
LETTERS = "ئابدکەیلمنوهێ "


def read(text: str) -> tuple[list[str], tuple[Clause, ...]]:
    (sent,) = analyse(text)
    return [token.norm for token in sent.tokens], find_clauses(sent)


def words(tokens: list[str], phrase: NounPhrase | None) -> str:
    return " ".join(tokens[phrase.start : phrase.end]) if phrase else ""


def items(kind: str, verb: str, subject: str, object_: str) -> list[tuple[str, str, str]]:
    found = [("verb", verb, ""), ("subject", verb, subject), ("object", verb, object_)]
    return [item for item in found if item[2] or item[0] == "verb"] + [("kind", verb, kind)] * (
        kind != "main"
    )


def test_gold_sentences_reach_the_floor() -> None:
    hit = made = wanted = 0
    for record in tomllib.loads(GOLD.read_text(encoding="utf-8"))["sentence"]:
        want: Counter[tuple[str, str, str]] = Counter()
        for gold in record["clauses"]:
            want.update(items(gold["kind"], gold["verb"], gold["subject"], gold["object"]))
        found: Counter[tuple[str, str, str]] = Counter()
        for sent in analyse(record["text"]):
            tokens = [token.norm for token in sent.tokens]
            for c in find_clauses(sent):
                found.update(items(c.kind, c.verb.lemma, words(tokens, c.subject), words(tokens, c.object)))
        hit += (want & found).total()
        made += found.total()
        wanted += want.total()
    assert 2 * hit / (made + wanted) >= F1_MIN


def test_agent_clitic_on_the_object_is_found() -> None:
    tokens, (clause,) = read("پەرلەمان بڕیارەکەی پەسەند کرد.")
    assert clause.verb.agent == "3Sing"
    assert clause.verb.agent_at is not None
    assert tokens[clause.verb.agent_at] == "بڕیارەکەی"


def test_passive_has_its_doer_among_the_obliques() -> None:
    tokens, (clause,) = read("دوو چەکدار لەلایەن هێزە ئەمنییەکانەوە دەستگیر کران.")
    assert clause.verb.passive
    assert [(p, words(tokens, phrase)) for p, phrase in clause.obliques] == [
        ("لەلایەن", "هێزە ئەمنییەکانەوە")
    ]


def test_negation_and_tense_are_told() -> None:
    _, (clause,) = read("حکومەت بڕیارەکەی جێبەجێ نەکرد.")
    assert clause.verb.negated
    assert clause.verb.tense == "Past"


def test_relative_clause_has_an_antecedent_and_the_main_verb_its_subject() -> None:
    tokens, (relative, main) = read("ئەو وەزیرەی کە تۆمەتبار کرا دەستی لەکار کێشایەوە.")
    assert relative.kind == "relative"
    assert words(tokens, relative.antecedent) == words(tokens, main.subject) == "ئەو وەزیرەی"


def test_copula_has_a_predicate() -> None:
    tokens, (clause,) = read("ئەمە بڕیارێکی مێژووییە.")
    assert words(tokens, clause.predicate) == "بڕیارێکی مێژووییە"


def test_headline_without_a_verb_has_no_clause() -> None:
    assert read("سەرۆکی هەرێمی کوردستان و وەزیری دارایی")[1] == ()


@given(st.text(alphabet=LETTERS + ".،:", max_size=60))
def test_clauses_lie_inside_the_sentence(text: str) -> None:
    for sent in analyse(text):
        for clause in find_clauses(sent):
            assert 0 <= clause.start < clause.end <= len(sent.tokens)
            for phrase in (clause.subject, clause.object, *(p for _, p in clause.obliques)):
                assert phrase is None or 0 <= phrase.start < phrase.end <= len(sent.tokens)
