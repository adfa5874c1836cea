"""dosye audit: how often this dossier is right, by verdicts on facts drawn by chance."""

from __future__ import annotations

import json as json_
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dosye.dossier import open_dossier
from dosye.dossier.audit import (
    LAYERS,
    VERDICTS,
    Drawn,
    Precision,
    draw_facts,
    measure_precision,
    read_verdicts,
    write_verdict,
)
from dosye.views.cli.options import File, Json

_LAYER_HELP = f"Only facts of one layer: {', '.join(LAYERS)}."


def audit(
    file: File,
    sample: Annotated[int, typer.Option(help="How many facts to draw.", min=1)] = 100,
    layer: Annotated[str | None, typer.Option(help=_LAYER_HELP)] = None,
    seed: Annotated[int, typer.Option(help="Another number, another draw.")] = 0,
    verdicts: Annotated[
        Path | None, typer.Option(help="Where verdicts are read and kept; audit.jsonl if you do not say.")
    ] = None,
    json: Json = False,
) -> None:
    """Draw facts by chance, take your verdicts (y, n, u; q stops), and say how often the dossier is right.

    What you judged is kept: call it again to go on. With --json it asks nothing and prints what it knows.

    Example: dosye audit my.dosye --sample 100 --layer statements
    """
    if layer not in (None, *LAYERS):
        raise typer.BadParameter(f"{layer!r} is none of {', '.join(LAYERS)}", param_hint="--layer")
    kept = verdicts or Path("audit.jsonl")
    with open_dossier(file) as dossier:
        drawn = draw_facts(dossier, sample, layer=layer, seed=seed)
    given = read_verdicts(kept)
    if not json:
        _ask(drawn, given, kept)
    _show(drawn, given, json=json)


def _ask(drawn: Sequence[Drawn], given: dict[str, str], kept: Path) -> None:
    """Ask for a verdict on each fact that has none; stop at q or at the end of the answers."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    left = [fact for fact in drawn if fact.fact not in given]
    for number, fact in enumerate(left, 1):
        sure = "" if fact.confidence is None else f" ({fact.confidence:.2f})"
        console.print(Text(f"\n{number}/{len(left)} {fact.layer}{sure}: {fact.told}", style="bold"))
        console.print(Text(f"    {fact.words}"))
        answer = ""
        while answer not in (*VERDICTS, "q"):
            console.print(Text("right? y n u(nsure) q(uit) "), end="")
            answer = (sys.stdin.readline() or "q").strip().lower()[:1]
        if answer == "q":
            return
        given[fact.fact] = VERDICTS[answer]
        write_verdict(kept, fact.fact, VERDICTS[answer])


def _show(drawn: Sequence[Drawn], given: dict[str, str], *, json: bool) -> None:
    rows = measure_precision(drawn, given)
    if json:
        left = [asdict(fact) for fact in drawn if fact.fact not in given]
        answer = {"precision": [asdict(row) for row in rows], "to_judge": left}
        sys.stdout.write(json_.dumps(answer, ensure_ascii=False) + "\n")
        return
    for row in rows:
        sys.stdout.write(_line(row) + "\n")
    sys.stdout.write(f"{sum(fact.fact in given for fact in drawn)} of {len(drawn)} facts judged\n")


def _line(row: Precision) -> str:
    share = "none judged" if row.share is None else f"{row.share:.2f} ({row.low:.2f}-{row.high:.2f})"
    return f"{row.layer}: {share}; {row.right} right, {row.wrong} wrong, {row.unsure} unsure"
