"""Addresses of the page: everything that makes a view stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode


def link(lang: str, page: str, **params: object) -> str:
    """Return the address of a view; empty parts are left out. `at` becomes the place in the page."""
    place = f"#{params.pop('at')}" if params.get("at") else ""
    kept = {key.rstrip("_"): str(value) for key, value in params.items() if value not in (None, "", 0)}
    return f"/{lang}/{page}" + (f"?{urlencode(kept)}" if kept else "") + place


def changed(params: Mapping[str, str], **changes: object) -> dict[str, str]:
    """Return the parts of an address with some of them other."""
    return {key: str(value) for key, value in {**params, **changes}.items() if value not in (None, "")}
