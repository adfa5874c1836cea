"""What a worker does with one item: parse it if need be, read it, or say why it cannot."""

from __future__ import annotations

import copyreg
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dosye import __version__
from dosye.dossier.identity import fingerprint
from dosye.dossier.prepared import Prepared
from dosye.knowledge import Knowledge
from dosye.language.ckb import Script, identify
from dosye.pickling import reducer
from dosye.records import Document, Reading
from dosye.text import LIMITS, Failure, Limits, Unread, read_unread

_LEAST_WORDS = 20  # a shorter text says too little of its language to be refused for it
_FOREIGN = {Script.ARABIC: "Arabic", Script.PERSIAN: "Persian", Script.ENGLISH: "English"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: tables laid over ours, what undated and unnamed articles get, limits, languages.

    `stored` says that the readings go into a dossier, so that they are to be prepared for it.
    """

    tables: Path | None = None
    published: str | None = None
    publisher: str | None = None
    limits: Limits = LIMITS
    any_language: bool = False
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A document, a file to be parsed, or what failed already and only keeps its place in the order.

    `known` is the fingerprint of each document that the dossier has of it.
    """

    found: Document | Unread | Failure
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that a failure is told under."""
        found = self.found
        return found.name if isinstance(found, Unread) else getattr(found, "id", "")

    @property
    def weight(self) -> int:
        """How much work it is, in characters."""
        return len(self.found.text) if isinstance(self.found, Document) else 20_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that the dossier has already, read by the same reader with the same tables."""

    document: str


Outcome = Reading | Prepared | Failure | Kept


copyreg.pickle(Prepared, reducer(Prepared))


def read_item(item: Item, settings: Settings, knowledge: Knowledge) -> Iterator[Outcome]:
    """Yield what comes of an item; an error is the failure of its document alone."""
    parsed: Iterator[Document | Failure] = iter(
        read_unread(item.found, settings.limits) if isinstance(item.found, Unread) else (item.found,)
    )
    try:
        for found in parsed:
            yield (found if isinstance(found, Failure) else _read(found, item, settings, knowledge))
    except MemoryError:
        yield Failure(item.name, "memory", f"needs more than {settings.limits.memory_mb} MB; cut off")


def _read(document: Document, item: Item, settings: Settings, knowledge: Knowledge) -> Outcome:
    published = document.published or settings.published
    document = replace(document, published=published, publisher=document.publisher or settings.publisher)
    if item.known.get(document.id) == fingerprint(document, __version__, knowledge.version):
        return Kept(document.id)
    if not settings.any_language and (language := foreign(document.text)):
        return Failure(
            document.id,
            "language",
            f"is in {language}; dosye reads Central Kurdish; --any-language reads it all the same",
        )
    from dosye.pipeline import read  # help and wrong use should not wait for the stages of reading

    try:
        reading = read(document, knowledge)
        return _prepared(reading, knowledge) if settings.stored else reading
    except MemoryError:
        raise
    except Exception as error:  # one article must not end the run, whatever it trips over
        return Failure(document.id, stage_of(error), f"{type(error).__name__}: {error}"[:300])


def _prepared(reading: Reading, knowledge: Knowledge) -> Prepared:
    from dosye.dossier.prepare import prepare  # only where something is stored

    return prepare(reading, knowledge)


def foreign(text: str) -> str | None:
    """Return the name of the language of a text that is clearly not Kurdish in Arabic letters."""
    if len(text[:1000].split()) < _LEAST_WORDS:
        return None
    script = identify(text)
    if script is Script.OTHER:
        latin = sum("A" <= c <= "z" or "\u00c0" <= c <= "\u024f" for c in text[:5000])
        arabic = sum("\u0600" <= c <= "\u06ff" for c in text[:5000])
        return "another language in Latin letters" if latin > 4 * arabic else None
    return _FOREIGN.get(script)


def stage_of(error: Exception) -> str:
    """Return the stage of reading that raised an error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = Path(frame.filename).parts
        if "dosye" in parts[:-1]:
            stage = parts[len(parts) - parts[::-1].index("dosye")].removesuffix(".py")
            if stage in _stages():
                return "reading" if stage == "views" else stage
    return "reading"


@cache
def _stages() -> frozenset[str]:
    """The parts of the package; a checkout in a folder of its name has others beside it (`dosye/tests`)."""
    return frozenset(path.name.partition(".")[0] for path in Path(__file__).parents[2].iterdir())
