"""The pages by their address, and the pieces of pages that htmx fetches. To add one, add a line."""

from __future__ import annotations

from collections.abc import Callable

from dosye.views.web.pages import actor, actors, articles, reader, system, timeline
from dosye.views.web.records import Ask, View

Page = Callable[[Ask], View]
PAGES: dict[str, Page] = {
    "": system.show,
    "actor": actor.show,
    "actors": actors.show,
    "articles": articles.show,
    "read": reader.show,
    "timeline": timeline.show,
}
PARTS: dict[str, Page] = {}
