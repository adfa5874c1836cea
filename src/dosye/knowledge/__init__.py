"""What is known beforehand: actors, places, offices, words of acts, cues, issues - as reviewed tables."""

from dosye.knowledge.load import load_knowledge
from dosye.knowledge.records import Knowledge

__all__ = ["Knowledge", "load_knowledge"]
