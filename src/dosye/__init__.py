"""From Kurdish news to a sourced model of the political system that it describes."""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

# Where each public name lives: loaded when first asked for, so that `import dosye` stays quick.
_HOMES = {
    "Document": "dosye.records",
    "Dossier": "dosye.dossier",
    "DosyeError": "dosye.errors",
    "Reading": "dosye.records",
    "open": "dosye.dossier",
    "read": "dosye.pipeline",
    "read_document": "dosye.pipeline",
}
_NAMES = {"open": "open_dossier", "read": "read_text", "read_document": "read"}

__all__ = ["Document", "Dossier", "DosyeError", "Reading", "open", "read", "read_document"]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dosye' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), _NAMES.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
