"""One answer as a page that stands alone: for terminals that cannot show right-to-left text, and to print."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dosye.dossier.records import Answer, Fact, Section
from dosye.dossier.say import message, say_day
from dosye.dossier.say.messages import has_message

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only a page needs it

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def heading(section: Section, lang: str) -> str:
    """Return the heading of a section in words: its own, or that of its key."""
    key = f"heading.{section.key}"
    return group_name(section, "", lang) or (message(key, lang) if has_message(key) else section.key)


def group_name(section: Section, key: str, lang: str) -> str:
    """Return what a group of a section is called, its key where it has no name."""
    return section.names.get(key, {}).get(lang) or key


def title_of(answer: Answer, lang: str) -> str:
    """Return the title of an answer."""
    return (answer.title_ckb if lang == "ckb" else "") or answer.title


def note_of(fact: Fact) -> str:
    """Return what stands behind a line: how sure, how well sourced (A to E), in which outlets, since when."""
    details = fact.details
    sure = "" if fact.confidence is None else f"{fact.confidence:.2f}"
    known = (sure, details.get("grade"), details.get("outlets"), details.get("reported"))
    weight, report = (" ".join(part for part in half if part) for half in (known[:2], known[2:]))
    return "; ".join(part for part in (weight, report) if part)


def answer_page(answer: Answer, lang: str) -> str:
    """Return an answer as one HTML page, each fact with the words behind it."""
    template = _environment().get_template("answer.html")
    direction = "rtl" if lang == "ckb" else "ltr"
    return template.render(
        answer=answer,
        lang=lang,
        direction=direction,
        title=title_of(answer, lang),
        heading=heading,
        group_name=group_name,
        note=note_of,
        day=lambda value: say_day(value, lang),
        nothing=message("nothing", lang),
        more=lambda n: message("more", lang, n=n),
    )
