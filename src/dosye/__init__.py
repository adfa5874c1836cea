"""From Kurdish news to a sourced model of the political system that it describes."""

from __future__ import annotations

from dosye.lazy import make_loader

__version__ = "0.1.0"

# Where each public name lives: loaded when first asked for, so that `import dosye` stays quick.
_HOMES = {
    "Document": "dosye.records",
    "Dossier": "dosye.dossier",
    "DosyeError": "dosye.errors",
    "Filters": "dosye.dossier",
    "Reading": "dosye.records",
    "open": "dosye.dossier:open_dossier",
    "read": "dosye.pipeline:read_text",
    "read_document": "dosye.pipeline:read",
}

__all__ = ["Document", "Dossier", "DosyeError", "Filters", "Reading", "open", "read", "read_document"]

__getattr__ = make_loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
