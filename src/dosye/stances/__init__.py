"""Ties between actors, and where they stand on issues."""

from dosye.stances.positions import find_stances
from dosye.stances.relations import find_relations

__all__ = ["find_relations", "find_stances"]
