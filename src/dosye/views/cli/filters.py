"""What a command asks of a dossier, with names resolved and values refused that can match nothing."""

from __future__ import annotations

from dataclasses import replace

import typer

from dosye.dossier import Dossier, Filters


def settle(dossier: Dossier, filters: Filters) -> Filters:
    """Return filters with the ids of actors and places for their names, and outlets as they are written.

    Raises:
        QueryError: a name means nobody or several, or no outlet is called so.
        BadParameter: the last day lies before the first.
    """
    if filters.since and filters.until and filters.since > filters.until + "~":
        raise typer.BadParameter(
            f"--since {filters.since} lies after --until {filters.until}: no day is left"
        )
    outlet = dossier.find_outlet(filters.outlet) if filters.outlet else None
    actor, place, about = (
        dossier.find(name) if name else None for name in (filters.actor, filters.place, filters.about)
    )
    return replace(filters, actor=actor, place=place, about=about, outlet=outlet)
