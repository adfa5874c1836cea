"""The pages by their address, and the pieces of pages that htmx fetches. To add one, add a line."""

from __future__ import annotations

from collections.abc import Callable

from dosye.views.web.pages import (
    actor,
    actors,
    articles,
    issue,
    map,
    network,
    night,
    overview,
    reader,
    review,
    search,
    system,
    timeline,
    whatif,
)
from dosye.views.web.records import Ask, View

Page = Callable[[Ask], View]
PAGES: dict[str, Page] = {
    "": system.show,
    "actor": actor.show,
    "actors": actors.show,
    "articles": articles.show,
    "edge": network.edge,
    "issues": issue.show,
    "map": map.show,
    "network": network.show,
    "night": night.show,
    "overview": overview.show,
    "read": reader.show,
    "review": review.show,
    "search": search.show,
    "timeline": timeline.show,
    "whatif": whatif.show,
}
PARTS: dict[str, Page] = {
    "edge": network.edge_part,
    "search": search.as_one_types,
}
