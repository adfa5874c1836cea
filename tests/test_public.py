"""The public names: sorted, complete, there."""

import importlib
import subprocess
import sys

import pytest

from dosye.errors import DocumentError
from dosye.pipeline import read_text

PACKAGES = [
    "dosye",
    "dosye.knowledge",
    "dosye.language.ckb",
    "dosye.dossier",
    "dosye.dossier.query",
    "dosye.dossier.say",
    "dosye.text",
]


def isort_style(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order that ruff keeps."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_sorted_and_every_name_is_there(name: str) -> None:
    module = importlib.import_module(name)
    assert list(module.__all__) == sorted(module.__all__, key=isort_style)
    for public in module.__all__:
        assert getattr(module, public) is not None


def test_import_of_dosye_loads_no_heavy_part() -> None:
    heavy = "('sqlalchemy', 'fastapi', 'numpy', 'spacy')"
    code = f"import sys, dosye; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_day_that_is_none_is_refused_and_a_moment_becomes_baghdads() -> None:
    with pytest.raises(DocumentError, match="31/12"):
        read_text("وەزیر هات.", published="31/12")
    assert read_text("وەزیر هات.", published="2020-12-31").published == "2020-12-31"
    assert read_text("وەزیر هات.", published="2020-12-31T22:00:00Z").published == "2021-01-01T01:00:00+03:00"
