"""How many people an act killed, wounded or arrested, where the sentence says it."""

from __future__ import annotations

from dosye.events.candidates import Candidate
from dosye.events.scene import Scene


def counts_of(c: Candidate, scene: Scene) -> dict[str, int]:
    """Read the counts of an act from its sentence."""
    return {}
