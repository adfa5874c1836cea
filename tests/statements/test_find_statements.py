from pathlib import Path

import pytest
from tests.statements.marked import context_of

from dosye.records import SourceKind, SpeechKind
from dosye.statements import find_statements

HERE = Path(__file__).parent
ROWS = [
    line.split("\t") for line in (HERE / "statements.cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
]

MISSED = "known to fail: "  # how the reason of a row begins that the decision turns down


def _marks(row: list[str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=row[3])] if row[3].startswith(MISSED) else []


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0], marks=_marks(row)) for row in ROWS])
def test_statements_have_their_source_and_content(row: list[str]) -> None:
    _, source, expected, why = row
    context, events = context_of(source)
    text = context.document.text
    found = [
        f"{s.source} > {text[s.content.start : s.content.end]}" for s in find_statements(context, events)
    ]
    assert found == ([] if expected == "-" else expected.split(" | ")), why


def test_statements_in_quotation_marks_are_direct() -> None:
    context, events = context_of('[بەرهەم ساڵح|salih|PERSON] گوتی: "وڵاتەکەمان پێویستی بە ئاشتییە".')
    (statement,) = find_statements(context, events)
    assert statement.direct
    assert (
        context.document.text[statement.content.start : statement.content.end]
        == "وڵاتەکەمان پێویستی بە ئاشتییە"
    )


def test_an_interview_makes_its_outlet_the_medium() -> None:
    context, events = context_of(
        "[قوباد تاڵەبانی|qubad|PERSON]: چاکسازی بەردەوام دەبێت / "
        "[قوباد تاڵەبانی|qubad|PERSON] لە چاوپێکەوتنێکی [رووداو|rudaw|ORG] دا"
    )
    assert [s.medium for s in find_statements(context, events)] == ["rudaw"]


def test_an_outlet_by_whose_report_somebody_speaks_is_the_medium() -> None:
    context, events = context_of(
        "بەپێی هەواڵی [کوردپرێس|press|ORG|کوردپرێس]، [بەرهەم ساڵح|salih|PERSON] رایگەیاند، "
        "هەڵبژاردنەکان لە کاتی خۆیدا بەڕێوەدەچن."
    )
    assert [s.medium for s in find_statements(context, events) if s.source == "salih"] == ["press"]


def test_an_outlet_that_tells_by_the_mouth_of_somebody_is_the_medium() -> None:
    context, events = context_of(
        "[رۆیتەرز|reuters|ORG|ڕۆیتەرز] لەزاری [دوو بەرپرسی ئەمریکی|officials|GROUP]ەوە دەڵێت "
        "هێرشەکە هیچ زیانێکی گیانیی نەبووە."
    )
    assert [(s.source, s.medium) for s in find_statements(context, events)] == [("officials", "reuters")]


def test_a_demand_is_of_its_kind_and_an_office_is_an_office() -> None:
    context, events = context_of(
        "<وەزیری [پێشمەرگە|peshmerga|ORG]|minister|ROLE> "
        "داوای لە [بەغدا|baghdad|GPE] کرد مووچەی هێزەکان بنێرێت."
    )
    (statement,) = find_statements(context, events)
    assert (statement.kind, statement.source_kind) == (SpeechKind.ASK, SourceKind.OFFICE)


def test_a_denial_is_tied_to_the_act_it_denies() -> None:
    context, events = context_of(
        "<گوتەبێژی [سوپا|army|ORG]|spokesman|ROLE> {هێرشی|v1|ASSAULT|army|village|denied} "
        "سەر [گوندەکە|village|GPE] ی رەتکردەوە."
    )
    (statement,) = find_statements(context, events)
    assert statement.denies == ("v1",)


@pytest.mark.parametrize("text", ["", " ", ":", '"', "وتی:", "دەقی پەیامی"])
def test_texts_without_anybody_hold_no_statements(text: str) -> None:
    context, events = context_of(text)
    assert find_statements(context, events) == ()
