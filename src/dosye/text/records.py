"""What comes of a source: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: its name, the stage that gave up, and why."""

    document: str
    stage: str
    message: str
