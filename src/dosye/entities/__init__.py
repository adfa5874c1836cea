"""Who and what an article speaks of: mentions, entities, links to the tables."""

from dosye.entities.find import FoundEntities, find_entities

__all__ = ["FoundEntities", "find_entities"]
