"""Imports point up the list of layers, never down."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "dosye"
LAYERS = [
    {"__init__", "errors", "records", "tables", "checks", "codec", "compiled", "lazy", "pickling"},
    {"text", "language"},
    {"knowledge"},
    {"entities", "times"},
    {"events"},
    {"statements"},
    {"stances"},
    {"pipeline", "spacy", "reading"},
    {"dossier"},
    {"scenarios"},
    {"views"},
]
DEPTH = {name: depth for depth, names in enumerate(LAYERS) for name in names}


def imported(path: Path) -> list[str]:
    """The dosye modules that a file imports at its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dosye."):
            names.append(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names += [alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dosye.")]
    return names


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_module_imports_only_layers_above_it(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert layer in DEPTH, f"{layer} has no layer; add it to LAYERS"
    if layer == "__init__":
        return
    below = [name for name in imported(path) if DEPTH[name] > DEPTH[layer]]
    assert not below, f"{path.name} imports {below}, which come after {layer}"


def test_language_knows_nothing_of_politics() -> None:
    for path in (ROOT / "language").rglob("*.py"):
        assert set(imported(path)) <= {"language", "tables", "errors", "records", "lazy", "compiled"}, path
