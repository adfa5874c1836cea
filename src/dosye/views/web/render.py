"""Templates with their words, links and filters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dosye import __version__
from dosye.dossier import Fact
from dosye.dossier.query.inside import find_denied
from dosye.dossier.say import message
from dosye.views.pictures.words import digits, retell
from dosye.views.web.links import changed, link
from dosye.views.web.records import Ask, View
from dosye.views.web.words import has_word, is_foreign, name_value, plain, say_count, say_day, word

HERE = Path(__file__).parent
NAVIGATION = (
    ("system", ""),
    ("timeline", "timeline"),
    ("actors", "actors"),
    ("night", "night"),
    ("network", "network"),
    ("issues", "issues"),
    ("articles", "articles"),
    ("map", "map"),
    ("overview", "overview"),
    ("whatif", "whatif"),
    ("review", "review"),
)
LATIN_WORD = r"[A-Za-z\u00c0-\u024f](?:[\w./:#'~?=&%-]*[\w/=%-])?"
CODE = re.compile(rf"({LATIN_WORD}(?:\s+{LATIN_WORD})*)", re.ASCII)
LIKELY, UNLIKELY = 0.8, 0.5


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; everything is escaped that is not marked safe by us."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters |= {"plain": plain, "sure": sureness, "json": _json}
    env.globals |= {"changed": changed, "has_word": has_word}
    return env


def sureness(confidence: float | None) -> str:
    """Return how sure a number is: `sure`, `likely`, `unsure`, or `given` where a person said it."""
    if confidence is None:
        return "given"
    return "sure" if confidence >= LIKELY else "likely" if confidence >= UNLIKELY else "unsure"


def render(ask: Ask, template: str, parts: Mapping[str, object]) -> str:
    """Return a template filled for one question."""
    return environment().get_template(template).render(**tools(ask), **parts)


def render_view(ask: Ask, view: View, page: str, frame: Mapping[str, object]) -> str:
    """Return a whole page: the frame, the view, and the ways to take it along."""
    here = partial(link, ask.lang)
    parts = {
        "view": view,
        "page": page,
        "navigation": NAVIGATION,
        "address": here(page, **view.params),
        "csv": here(f"{page or 'system'}.csv", **view.params),
        "svg": here(f"{page or 'system'}.svg", **view.params) if view.drawing else "",
        "other": link("ckb" if ask.lang == "en" else "en", page, **view.params),
    }
    return render(ask, view.template, parts | dict(view.parts) | dict(frame))


def tools(ask: Ask) -> dict[str, object]:
    """Return what every template uses, in the language of the question."""
    lang = ask.lang
    return {
        "lang": lang,
        "direction": "rtl" if lang == "ckb" else "ltr",
        "dossier_name": ask.dossier.name,
        "version": __version__,
        "read_only": ask.settings.read_only,
        "marked": lambda text: mark_codes(plain(text or ""), lang),
        "html": lambda key, **parts: Markup(word(key, lang)).format(**parts),
        "w": lambda key, **parts: word(key, lang, **parts),
        "link": partial(link, lang),
        "count": lambda number: say_count(number, lang),
        "num": lambda text: digits(text, lang),
        "day": lambda value: say_day(value, lang),
        "called": lambda kind, value: name_value(kind, value, lang),
        "told": partial(tell, ask),
        "name": partial(name_of, ask),
        "retold": lambda text: retold(text, lang),
        "foreign": lambda text: foreign(text, lang),
        "contested": lambda fact: fact.id in denied(ask),
        "static": lambda path: f"/static/{path}?v={_stamp()}",
    }


def names(ask: Ask) -> dict[str, tuple[str, str]]:
    """Return the English and Kurdish name of every actor of the dossier."""
    return ask.memory.keep(
        "names",
        lambda: {row.id: (row.name_en, row.name) for row in ask.memory.keep("actors", ask.dossier.actors)},
    )


def name_of(ask: Ask, actor: str) -> str:
    """Return an actor's name in the language of the page, its id where the dossier has none."""
    pair = names(ask).get(actor)
    return digits(plain(pair[1 if ask.lang == "ckb" else 0] if pair else actor), ask.lang)


def foreign(text: str | None, lang: str) -> Markup:
    """Return the attributes of an element whose text is a name in the other language's letters."""
    other = "en" if lang == "ckb" else "ckb"
    return Markup(' lang="{}" translate="no"').format(other) if is_foreign(text or "", lang) else Markup()


def retold(text: str, lang: str) -> Markup:
    """Return what a model or a refusal says in the language of the page; as it is where no table has it."""
    told = retell(text, lang)
    if told is None and is_foreign(text, lang):
        return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(plain(text))
    return mark_codes(plain(text if told is None else told), lang)


def mark_codes(text: str, lang: str) -> Markup:
    """Return a text with what stands in Latin letters on a Kurdish page marked as names and codes."""
    if lang != "ckb":
        return escape(text)
    cut = CODE.split(text)  # every second piece is a code
    marked = (
        Markup('<bdi translate="no">{}</bdi>').format(p) if n % 2 else escape(p) for n, p in enumerate(cut)
    )
    return Markup("").join(marked)


def tell(ask: Ask, fact: Fact, *, brief: bool = False) -> Markup:
    """Return a fact's sentence in the language of the page, with its actors as links.

    `brief` leaves out in what its tellings differ, where a table shows that.
    """
    sentence = fact.ckb if ask.lang == "ckb" else fact.en
    for key in ("differ.dates", "differ.counts") if brief else ():
        sentence = sentence.partition(message(key, ask.lang, versions=""))[0]
    sentence = digits(plain(sentence), ask.lang)
    found: list[tuple[int, int, str]] = []
    for actor in dict.fromkeys(fact.actors):
        name = name_of(ask, actor)
        at = sentence.casefold().find(name.casefold()) if len(name) > 1 else -1
        if at >= 0 and not any(at < end and start < at + len(name) for start, end, _ in found):
            found.append((at, at + len(name), actor))
    out, last = Markup(), 0
    for start, end, actor in sorted(found):
        out += escape(sentence[last:start])
        name = sentence[start:end]
        out += Markup('<a href="{}"><bdi{}>{}</bdi></a>').format(
            link(ask.lang, "actor", id=actor), foreign(name, ask.lang), name
        )
        last = end
    return out + escape(sentence[last:])


def denied(ask: Ask) -> frozenset[str]:
    """Return the ids of the acts that somebody denies."""

    def find() -> frozenset[str]:
        with ask.dossier.engine.connect() as connection:
            return find_denied(connection)

    return ask.memory.keep("denied", find)


def _json(value: object) -> Markup:
    """Return JSON that may stand in a script element of type application/json."""
    text = json.dumps(value, ensure_ascii=True)
    return Markup(re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text))


@lru_cache(maxsize=1)
def _stamp() -> str:
    """Return a value that changes when a file of ours does, so that browsers may keep them for ever."""
    newest = max(path.stat().st_mtime_ns for path in (HERE / "static").rglob("*") if path.is_file())
    return f"{newest:x}"
