"""The dossier: readings kept in one file, joined, asked and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dosye.lazy import make_loader

if TYPE_CHECKING:
    from dosye.dossier.candidates import Candidate
    from dosye.dossier.dossier import Dossier, open_dossier
    from dosye.dossier.judgements import Judgement, Verdict
    from dosye.dossier.query import Hit
    from dosye.dossier.records import Answer, Fact, Filters, Quote, Section

__all__ = [
    "Answer",
    "Candidate",
    "Dossier",
    "Fact",
    "Filters",
    "Hit",
    "Judgement",
    "Quote",
    "Section",
    "Verdict",
    "open_dossier",
]

# where each public name lives: loaded when first asked for, a question needs few of them
_HOMES = {
    "Answer": "dosye.dossier.records",
    "Candidate": "dosye.dossier.candidates",
    "Dossier": "dosye.dossier.dossier",
    "Fact": "dosye.dossier.records",
    "Filters": "dosye.dossier.records",
    "Hit": "dosye.dossier.query",
    "Judgement": "dosye.dossier.judgements",
    "Quote": "dosye.dossier.records",
    "Section": "dosye.dossier.records",
    "Verdict": "dosye.dossier.judgements",
    "open_dossier": "dosye.dossier.dossier",
}

__getattr__ = make_loader(__name__, _HOMES)
