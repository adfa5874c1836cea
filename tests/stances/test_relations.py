from dataclasses import replace
from pathlib import Path

import pytest
from tests.statements.marked import context_of

from dosye.records import Found
from dosye.stances import find_relations
from dosye.statements import find_statements

ROWS = (Path(__file__).parent / "relations.cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
CASES = [tuple(row.split("\t")) for row in ROWS]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relations_are_read_from_the_words_beside_names(text: str, expected: str) -> None:
    context, events = context_of(text)
    found = find_relations(context, events, ())
    assert [f"{r.type.value} {r.subject} {r.object}" for r in found] == ([expected] if expected else [])


def test_a_former_office_is_called_by_the_office_alone() -> None:
    context, events = context_of("<سەرۆکی پێشووی [ئەمریکا|us|GPE]|trump|ROLE> [ترەمپ|trump|PERSON] هات.")

    (relation,) = find_relations(context, events, ())

    assert (relation.type.value, relation.label) == ("former_role", "president")


def test_whoever_gathered_still_holds_the_office() -> None:
    role = "[موختار|m|PERSON] <سەرۆکی [ئێران|iran|GPE]|m|ROLE> "
    for verb, expected in (("کۆبووەتەوە", "holds_role"), ("بوو", "former_role")):
        context, events = context_of(f"{role}{verb}.")
        (relation,) = find_relations(context, events, ())
        assert relation.type.value == expected


GUARD = (
    "<بەرپرسی ئاسایشی [فڕۆکەخانە|airport|PLACE]|chief|ROLE> [کەریم عەلی|chief|PERSON] هات. "
    "[پاسەوانەکانی|guard|GROUP] [فڕۆکەخانە|airport|PLACE] مانەوە. "
    "[سەرکردەیەکی حزب|boss|GROUP] {فەرمانی|v1|REQUEST/order|boss|chief} "
    "بە [کەریم عەلی|chief|PERSON] دا بکشێتەوە. "
    "<سەرۆکوەزیرانی [عێراق|iraq|GPE]|premier|ROLE> "
    "[کەریم عەلی|chief|PERSON] ی {دوورخستەوە|v2|APPOINT/dismiss|premier|chief}."
)


def test_an_order_without_office_is_actual_command_and_a_dismissal_formal() -> None:
    context, events = context_of(GUARD)
    relations = find_relations(context, events, find_statements(context, events))
    commands = {(r.subject, r.object, r.label) for r in relations if r.type.value == "commands"}
    assert ("boss", "guard", "actual") in commands
    assert ("premier", "guard", "formal") in commands
    assert ("boss", "guard", "formal") not in commands


def test_an_office_in_a_party_gives_no_formal_command_of_a_force() -> None:
    text = GUARD.replace(
        "[سەرکردەیەکی حزب|boss|GROUP]", "<سەرکردەی [پارتی دیموکرات|kdp|ORG]|boss|ROLE> [ئازاد|boss|PERSON]"
    )
    context, events = context_of(text)
    relations = find_relations(context, events, find_statements(context, events))
    told = {r.type.value for r in relations if r.subject == "boss" and r.object == "kdp"}
    assert "holds_role" in told
    commands = {(r.subject, r.object, r.label) for r in relations if r.type.value == "commands"}
    assert ("boss", "guard", "actual") in commands
    assert ("boss", "guard", "formal") not in commands


@pytest.mark.parametrize(
    ("sure", "expected"), [(0.3, "holds_role"), (0.8, "former_role"), (None, "former_role")]
)
def test_only_an_act_that_is_rather_one_ends_an_office(sure: float | None, expected: str) -> None:
    context, events = context_of(
        "[پەرلەمان|parliament|ORG] <وەزیری دارایی [عێراق|iraq|GPE]|zebari|ROLE> "
        "[هۆشیار زێباری|zebari|PERSON] ی {لادا|v1|APPOINT/dismiss|parliament|zebari}."
    )
    acts = [replace(event, found=Found(sure, "test")) for event in events]
    told = [r.type.value for r in find_relations(context, acts, ()) if r.subject == "zebari"]
    assert told == [expected]


def test_evidence_of_a_relation_quotes_the_text() -> None:
    context, events = context_of(
        "[بەرهەم ساڵح|salih|PERSON]، <سەرۆکۆماری [عێراق|iraq|GPE]|salih|ROLE> گەیشت."
    )
    (relation,) = find_relations(context, events, ())
    assert (
        context.document.text[relation.evidence.start : relation.evidence.end]
        == "بەرهەم ساڵح، سەرۆکۆماری عێراق"
    )


def test_every_line_of_command_is_formal_or_actual() -> None:
    context, events = context_of(
        "<سەرۆکوەزیرانی [عێراق|iraq|GPE]|premier|ROLE> [کازمی|premier|PERSON] هات. "
        "[پاسەوانەکان|guards|GROUP] گوێیان بۆ فەرمانی [سەرکردەیەک|boss|GROUP] گرت، "
        "[کازمی|premier|PERSON] فەرماندەیی [سوپای عێراق|army|ORG] دەکات."
    )
    found = find_relations(context, events, ())
    labels = {(r.subject, r.object): r.label for r in found if r.type.value == "commands"}
    assert labels[("boss", "guards")] == "actual"
    assert labels[("premier", "army")] == "formal"
