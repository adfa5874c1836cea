"""Public names come from their homes when they are first asked for."""

import subprocess
import sys

import pytest

import dosye
from dosye.lazy import make_loader


def test_loader_gives_name_of_home() -> None:
    load = make_loader("numbers", {"Sqrt": "math:sqrt", "floor": "math"})
    assert load("Sqrt").__name__ == "sqrt"  # type: ignore[attr-defined]
    assert load("floor").__name__ == "floor"  # type: ignore[attr-defined]


def test_loader_names_package_and_missing_name() -> None:
    with pytest.raises(AttributeError, match="'dosye' has no attribute 'nothing'"):
        _ = dosye.nothing


def test_import_of_dosye_loads_no_stage() -> None:
    code = "import dosye, sys; print([m for m in sys.modules if m.startswith('dosye.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['dosye.lazy']"
