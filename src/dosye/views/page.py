"""One answer as a page that stands alone: for terminals that cannot show right-to-left text, and to print."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dosye.dossier.records import Answer
from dosye.dossier.say import message
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


def heading(key: str, lang: str) -> str:
    """Return the heading of a section in words."""
    return message(f"heading.{key}", lang) if has_message(f"heading.{key}") else key


def answer_page(answer: Answer, lang: str) -> str:
    """Return an answer as one HTML page, each fact with the words behind it."""
    template = _environment().get_template("answer.html")
    direction = "rtl" if lang == "ckb" else "ltr"
    return template.render(
        answer=answer,
        lang=lang,
        direction=direction,
        heading=heading,
        more=lambda n: message("more", lang, n=n),
    )
