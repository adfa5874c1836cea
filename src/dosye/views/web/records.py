"""What the page is asked, what it answers, and how it is served."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dosye.dossier import Dossier
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.memory import Memory

LANGUAGES = ("en", "ckb")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page is served; with a `token` nobody gets in who does not have it; `who` judges."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    read_only: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a reader: the language of the page and what the address says."""

    dossier: Dossier
    memory: Memory
    settings: Settings
    lang: str
    params: Mapping[str, str]

    def param(self, name: str) -> str:
        """Return a part of the address, empty where it is not there."""
        return self.params.get(name, "").strip()

    def number(self, name: str, default: int = 0) -> int:
        """Return a part of the address as a number, `default` where it is none."""
        text = self.param(name)
        return int(text) if text.isdecimal() and len(text) < 7 else default


@dataclass(frozen=True, slots=True)
class View:
    """One answer: a template with its parts, the same as a table, as a picture and as a citation.

    `params` are the parts of the address that bring the view back; `source` says what it is drawn from.
    """

    template: str
    title: str
    parts: Mapping[str, object] = field(default_factory=dict)
    rows: Callable[[], Sequence[Row]] | None = None
    drawing: Drawing | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
