"""Show answers: as lines in a terminal, as JSON, or as a page."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dosye.dossier.guard import refuse_dossier
from dosye.dossier.records import Answer, Fact, Quote, Section
from dosye.dossier.say import message
from dosye.errors import DosyeError
from dosye.views.page import answer_page, group_name, heading, note_of, title_of

PART_OF_DAY = re.compile("T[A-Z]{2}$")  # a night or morning stands in the sentence, in words


@dataclass(frozen=True, slots=True)
class Style:
    """How an answer is to be shown; `html` is a path to write, `-` for standard output."""

    lang: str = "en"
    evidence: bool = False
    json: bool = False
    html: str | None = None


def count_of(number: int, one: str) -> str:
    """Return how many of a thing: `1 article`, `2 articles`."""
    return f"{number} {one if number == 1 else many_of(one)}"


def many_of(one: str) -> str:
    """Return the plural of a thing that is counted: `articles`, `entities`."""
    return f"{one[:-1]}ies" if one.endswith("ty") else f"{one}s"


def show_answer(answer: Answer, style: Style) -> None:
    """Show an answer as the style asks."""
    if style.html:
        _write(style.html, answer_page(answer, style.lang))
    if style.json:
        show_json(answer)
    elif not style.html:
        _show_lines(answer, style)


def show_facts(title: str, facts: Iterable[Fact], style: Style, key: str = "facts") -> None:
    """Show a list of facts as an answer of one section."""
    show_answer(Answer(title, (Section(key, tuple(facts)),)), style)


def show_json(value: object) -> None:
    """Print a record, or a list of records, as JSON."""
    plain = [asdict(v) for v in value] if isinstance(value, Sequence) else asdict(value)  # type: ignore[call-overload]
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")


def _write(path: str, page: str) -> None:
    if path == "-":
        sys.stdout.write(page)
    else:
        write_text(Path(path), page)


def write_text(path: Path, text: str) -> None:
    """Write a file; DosyeError, not a trace, where it cannot be written or holds a dossier."""
    try:
        refuse_dossier(path)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DosyeError(
            f"{path}: cannot be written ({error.strerror}); check the path and rights"
        ) from error


def _show_lines(answer: Answer, style: Style) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(title_of(answer, style.lang), style="bold"))
    for section in answer.sections:
        console.print()
        console.print(Text(f"{heading(section, style.lang)} ({len(section.facts)})", style="bold underline"))
        if not section.facts:
            console.print(Text(f"  {message('nothing', style.lang)}", style="dim"))
        for name, facts in (section.groups or {"": section.facts}).items():
            if section.groups:
                console.print(Text(f"  {group_name(section, name, style.lang)}", style="italic"))
            for fact in facts:
                _show_fact(console, fact, style)
        if section.more > 0:
            console.print(Text(f"  {message('more', style.lang, n=section.more)}", style="dim"))


def _show_fact(console: Console, fact: Fact, style: Style) -> None:
    line = Text("  - ")
    if fact.time and not fact.time.endswith("_REF"):  # `in the past` stands in the sentence
        line.append(f"{PART_OF_DAY.sub('', fact.time)}  ", style="cyan")
    line.append(fact.ckb if style.lang == "ckb" else fact.en)
    if note := note_of(fact):
        line.append(f"  [{note}]", style="dim")
    console.print(line)
    if style.evidence:
        for quote in fact.quotes:
            console.print(Text(f"      {told(quote)}  ({quote.doc} {quote.start}-{quote.end})", style="dim"))


def told(quote: Quote) -> str:
    """Return the words of a quote; in brackets where the rest of their sentence stands around them."""
    around = quote.before or quote.after
    return f"{quote.before}[{quote.text}]{quote.after}" if around else quote.text
