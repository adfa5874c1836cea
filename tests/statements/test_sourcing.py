from pathlib import Path

import pytest
from tests.statements.marked import context_of

from dosye.records import EventId
from dosye.stances import find_relations
from dosye.statements import attach_tellings, find_statements
from dosye.statements.sourcing import source_events

HERE = Path(__file__).parent
ROWS = [
    line.split("\t") for line in (HERE / "sourcing.cases.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


def split(cell: str) -> set[str]:
    return {name for name in cell.split(",") if name}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_sourcing_grades_an_act(row: list[str]) -> None:
    _, source, event, grade, named, unnamed, denied_by, why = row
    context, events = context_of(source)
    statements = find_statements(context, events)
    told = attach_tellings(events, statements, context)
    found = source_events(told, statements, find_relations(context, told, statements))[EventId(event)]
    assert set(found.named) == split(named), why
    assert set(found.unnamed) == split(unnamed), why
    assert set(found.denied_by) == split(denied_by), why
    assert found.grade.name == grade, why


def test_sourcing_page_tells_every_case() -> None:
    page = (HERE.parents[1] / "docs" / "sourcing.md").read_text(encoding="utf-8")
    assert [row[0] for row in ROWS if row[0] not in page] == []
