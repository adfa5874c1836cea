"""What is most worth a look, the forms that mend one fact or actor, and the log."""

from __future__ import annotations

from collections.abc import Iterable

from dosye.dossier import Fact, Filters, Judgement, Verdict
from dosye.dossier.judgements import Anchor
from dosye.dossier.query.acts import find_acts_at
from dosye.dossier.query.inside import find_places_of
from dosye.errors import QueryError
from dosye.records import EventType, Modality
from dosye.views.web.pages.common import actors_by_id, find_id, stances, statements, ties
from dosye.views.web.records import Ask, Row, View
from dosye.views.web.words import plain, word

SHOWN, LOG_SHOWN, PLACES_SHOWN = 12, 30, 60
KEYS = {"same": "s", "different": "d", "unsure": "u", "note": "y", "suppress": "x", "correct": "c"}


def show(ask: Ask) -> View:
    """Return the questions that wait, or the forms for what the address names, and the log."""
    if ask.settings.read_only:
        raise QueryError("this page is read-only; serve the dossier without --read-only to correct it")
    log = ask.dossier.log()
    parts: dict[str, object] = {
        "keys": KEYS,
        "log": list(reversed(log))[:LOG_SHOWN],
        "log_total": len(log),
        "told_by": {line.n: _about(ask, line) for line in log[-LOG_SHOWN:]},
        "done": ask.number("done"),
        "undone": ask.number("undone"),
        "fact": None,
        "actor": None,
        "candidates": (),
    }
    params = {key: ask.param(key) for key in ("fact", "actor") if ask.param(key)}
    if ask.param("fact"):
        parts |= _fact_parts(ask, ask.param("fact"))
    elif ask.param("actor"):
        parts |= _actor_parts(ask, ask.param("actor"))
    else:
        parts["candidates"] = ask.memory.keep("candidates", lambda: ask.dossier.candidates(limit=SHOWN))
    title = word("title.review", ask.lang)
    return View("review.html", title, parts, lambda: list(_rows(log)), params=params)


def _fact_parts(ask: Ask, id_: str) -> dict[str, object]:
    parts: dict[str, object] = {"fact": find_fact(ask, id_)}
    return parts | {"types": [t.value for t in EventType], "modalities": [m.value for m in Modality]}


def find_fact(ask: Ask, id_: str) -> Fact:
    """Return one fact by its id; QueryError if the dossier has none like it."""
    doc, layer, local = ["", "", "", *id_.rsplit("/", 2)][-3:]
    if layer == "events":
        with ask.dossier.engine.connect() as connection:
            found = find_acts_at(connection, [(doc, local)])
        if id_ in found:
            return found[id_]
    elsewhere = {"statements": lambda: statements(ask, Filters()), "relations": lambda: ties(ask)}
    facts = elsewhere.get(layer, lambda: stances(ask) if layer == "stances" else [])()
    fact = next((fact for fact in facts if fact.id == id_), None)
    if fact is None:
        raise QueryError(f"{id_!r} is no fact of this dossier")
    return fact


def _actor_parts(ask: Ask, name: str) -> dict[str, object]:
    id_ = find_id(ask, name)
    if id_ not in actors_by_id(ask):
        raise QueryError(f"no actor has the id {id_!r}")
    with ask.dossier.engine.connect() as connection:
        places = find_places_of(connection, id_)
    return {"actor": actors_by_id(ask)[id_], "places": places[:PLACES_SHOWN], "places_total": len(places)}


def _about(ask: Ask, line: Judgement) -> str:
    """Return the words that a judgement hangs on."""
    if line.kind is Verdict.UNDO:
        return word("log.undoes", ask.lang, n=line.undoes)
    return " · ".join(plain(text) for text in (_quoted(ask, anchor) for anchor in line.anchors) if text)


def _quoted(ask: Ask, anchor: Anchor) -> str:
    words = ask.memory.keep("judged words", lambda: ask.dossier.words_of(ask.dossier.log()))
    return words[anchor].text[:90] if anchor in words else ""


def _rows(log: Iterable[Judgement]) -> Iterable[Row]:
    for line in log:
        yield {
            "line": str(line.n),
            "kind": line.kind.value,
            "who": line.who,
            "at": line.at,
            "note": line.note,
            "value": " ".join(f"{k}={v}" for k, v in line.value.items()),
            "undoes": str(line.undoes or ""),
            "undone_by": str(line.undone_by or ""),
        }
