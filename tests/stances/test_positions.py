from pathlib import Path

import pytest
from tests.statements.marked import context_of

from dosye.events import find_events
from dosye.knowledge import load_knowledge
from dosye.stances import find_stances
from dosye.statements import find_statements

ROWS = (Path(__file__).parent / "stances.cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
MISSED = pytest.mark.xfail(reason="below what the decision keeps", strict=True)
CASES = [
    pytest.param(text, expected, marks=MISSED if known else ())
    for text, expected, known in (f"{row}\t\t".split("\t")[:3] for row in ROWS)
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_stances_are_composed_or_left_out(text: str, expected: str) -> None:
    context, _ = context_of(text)
    events = find_events(context)
    found = find_stances(context, events, find_statements(context, events))
    assert [f"{s.holder} {s.issue} {s.position.value}" for s in found] == ([expected] if expected else [])


def test_every_phrase_belongs_to_an_issue_and_takes_a_known_side() -> None:
    knowledge = load_knowledge()
    sides = {"for", "against", "open", "says-for", "says-against"}
    assert {p.slug for p in knowledge.phrases} <= set(knowledge.issues)
    assert {p.polarity for p in knowledge.phrases} <= sides
    assert [slug for slug, issue in knowledge.issues.items() if not issue.meaning] == []
