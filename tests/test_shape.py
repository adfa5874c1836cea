"""The shape of the code: sizes of files and functions, letters, arguments."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "src").rglob("*.py")) + sorted((ROOT / "scripts").glob("*.py"))
KURDISH = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u0640]")


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def code_lines(function: ast.FunctionDef) -> int:
    doc = function.body[0]
    has_doc = isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)
    inside = (doc.end_lineno or 0) - doc.lineno + 1 if has_doc else 0
    return (function.end_lineno or 0) - function.lineno + 1 - inside


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_stays_small_enough_to_hold_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_stay_small(path: Path) -> None:
    long = [f.name for f in functions(path) if code_lines(f) > 50]
    assert not long


def test_nine_functions_in_ten_have_under_thirty_lines() -> None:
    sizes = sorted(code_lines(f) for path in CODE for f in functions(path))
    assert sizes[len(sizes) * 9 // 10] < 30


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_kurdish_stands_in_tables_and_not_in_strings(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]
    words = [s for s in strings if len(KURDISH.findall(s)) > 3 and "-" not in s]
    assert not words, f"move to a table: {words[:3]}"
    assert not INVISIBLE.search(source), "write invisible letters as escapes"


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_signatures_promise_no_any(path: Path) -> None:
    for function in functions(path):
        hints = [a.annotation for a in function.args.args + function.args.kwonlyargs] + [function.returns]
        names = {n.id for h in hints if h for n in ast.walk(h) if isinstance(n, ast.Name)}
        assert "Any" not in names, function.name
