"""What the optional compiled build takes; it is read from pyproject.toml, nothing is compiled here."""

import ast
import importlib
import re
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]


@cache
def hook() -> dict:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]


@cache
def taken() -> list[PurePosixPath]:
    """The modules that are compiled, as paths from the root."""
    found = [path for pattern in hook()["include"] for path in ROOT.glob(pattern.removeprefix("/"))]
    paths = [PurePosixPath(path.relative_to(ROOT).as_posix()) for path in sorted(found)]
    return [path for path in paths if not any(left_out(path, pattern) for pattern in hook()["exclude"])]


def left_out(path: PurePosixPath, pattern: str) -> bool:
    return f"/{path}" == pattern if pattern.startswith("/") else fnmatch(path.name, pattern)


def test_compiling_is_off_unless_asked_for() -> None:
    assert hook()["enable-by-default"] is False


@pytest.mark.parametrize("pattern", hook()["include"] + hook()["exclude"])
def test_pattern_of_the_compiled_build_names_modules(pattern: str) -> None:
    found = ROOT.glob(pattern.removeprefix("/") if pattern.startswith("/") else f"src/dosye/**/{pattern}")
    assert any(found), f"{pattern} names no file"


@pytest.mark.parametrize("path", taken(), ids=str)
def test_module_of_the_compiled_build_is_imported_as_python(path: PurePosixPath) -> None:
    name = ".".join(path.with_suffix("").parts[1:])
    assert importlib.import_module(name).__name__ == name


REFUSED = {
    r"sum\(map\([\w.]*total, \w+\)\)": "a compiled sum without a start begins with an int",
    r"cached_property": "a compiled cached property is worked out at every use",
    r"& [\w.\[\]()]+\.keys\(\)": "frozenset & keys() is a set at run time and a frozenset to mypy",
    r"\n    \w+: slice\b": "a compiled class with a field for a slice cannot be imported",
}


@pytest.mark.parametrize("path", taken(), ids=str)
def test_module_of_the_compiled_build_has_nothing_that_mypyc_changes(path: PurePosixPath) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [why for pattern, why in REFUSED.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", taken(), ids=str)
def test_module_of_the_compiled_build_has_nothing_that_stops_mypyc(path: PurePosixPath) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    sought = [other for node in ast.walk(tree) if isinstance(node, ast.Compare) for other in node.comparators]
    starred = [
        part.lineno
        for other in sought
        for part in getattr(other, "elts", ())
        if isinstance(part, ast.Starred)
    ]
    assert starred == [], "mypyc cannot compile `x in (*a, b)`"
