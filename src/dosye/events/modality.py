"""Whether an act happened, is planned, only thought of, or denied: a decision list over the verb and its frame."""

from __future__ import annotations

from dosye.events.candidates import Candidate
from dosye.events.scene import Scene
from dosye.records import Modality


def modality_of(c: Candidate, scene: Scene) -> tuple[Modality, str]:
    """Decide the modality of a candidate and name the rule."""
    return Modality.ASSERTED, "default"
