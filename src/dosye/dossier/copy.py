"""Copy a dossier into another: its readings and its log; the rest is made there again."""

from __future__ import annotations

from dosye.dossier.dossier import Dossier


def copy_dossier(source: Dossier, target: Dossier) -> tuple[int, int]:
    """Add the readings and judgements of a dossier to another; return how many were new there."""
    return target.add(source.readings()), target.replay(source.log())
