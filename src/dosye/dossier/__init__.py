"""The dossier: readings kept in one file, joined, asked and judged."""

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
