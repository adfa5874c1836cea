"""A day replayed act by act: what happened, who was touched, and what hangs on who commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dosye.dossier import Quote
from dosye.dossier.query.inside import find_sentences
from dosye.dossier.query.parts import Act, Parts
from dosye.dossier.say import message
from dosye.errors import QueryError, ScenarioError
from dosye.scenarios.chains import Replay, replay_night
from dosye.scenarios.chains.replay import OBEDIENCE, Step
from dosye.views.pictures.words import digits
from dosye.views.web.drawing.night import Line, Side, draw_night
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.links import changed, link
from dosye.views.web.pages.common import FRIENDLY, HOSTILE, actors_by_id, camp_of
from dosye.views.web.records import Ask, Row, View
from dosye.views.web.render import name_of
from dosye.views.web.words import plain, say_count, say_day, word

MOST_DAYS = 24
Spots = dict[tuple[str, int], Quote]


def show(ask: Ask) -> View:
    """Return one day as steps, the one that the address names in the middle of the view."""
    parts = ask.memory.keep("parts", ask.dossier.parts)
    days = _days(parts)
    title = word("title.night", ask.lang)
    if not days:
        return View("night.html", title, {"days": [], "steps": []})
    day = ask.param("day") or max(days, key=lambda d: (days[d], d))
    obeys = ask.param("obey") if ask.param("obey") in OBEDIENCE else OBEDIENCE[0]
    replay = _replay(day, parts, obeys)
    at = min(max(ask.number("step", 1), 1), len(replay.steps))
    params = {"day": day, "obey": obeys if obeys != OBEDIENCE[0] else "", "step": str(at)}
    params = {key: value for key, value in params.items() if value}
    with ask.dossier.engine.connect() as connection:
        spots = find_sentences(connection, [(s.act.quote.doc, s.act.quote.start) for s in replay.steps])
    told = [_told(ask, step, parts, spots) for step in replay.steps]
    shown = {
        "days": _choices(ask, days, day),
        "steps": told,
        "at": at,
        "before": _at(ask, params, at - 1) if at > 1 else "",
        "after": _at(ask, params, at + 1) if at < len(told) else "",
        "ways": [_at(ask, params, n + 1) for n in range(len(told))],
        "obeys": obeys,
        "obedience": [
            (how, message(f"obey.{how}", ask.lang), link(ask.lang, "night", **changed(params, obey=how)))
            for how in OBEDIENCE
        ],
        "disputed": replay.disputed,
        "conditions": [_condition(ask, c.if_quote, c.then_quote, c.by) for c in replay.conditions],
    }
    heading = word("title.night.day", ask.lang, day=say_day(day, ask.lang))
    drawing = _draw(ask, replay.steps, at - 1, heading)
    return View("night.html", heading, shown, lambda: _rows(told), drawing, params)


def _replay(day: str, parts: Parts, obeys: str) -> Replay:
    try:
        return replay_night(day, parts, obeys=obeys)
    except ScenarioError as error:
        raise QueryError(str(error)) from error


def _days(parts: Parts) -> dict[str, int]:
    """Return the days on which something happened, with how much."""
    return dict(sorted(Counter(act.day for act in parts.acts if act.day).items()))


def _choices(ask: Ask, days: dict[str, int], day: str) -> list[tuple[str, str, bool]]:
    """Return the fullest days in order of time: value, what it is called, whether it is shown."""
    fullest = sorted(days, key=lambda d: (-days[d], d))[:MOST_DAYS]
    chosen = sorted({*fullest, day})
    count = {d: say_count(days.get(d, 0), ask.lang) for d in chosen}
    return [(d, word("bar.told", ask.lang, span=say_day(d, ask.lang), n=count[d]), d == day) for d in chosen]


def _at(ask: Ask, params: dict[str, str], step: int) -> str:
    return link(ask.lang, "night", **changed(params, step=step), at="step")


def _told(ask: Ask, step: Step, parts: Parts, spots: Spots) -> dict[str, object]:
    act, said = step.act, step.act.said
    comma = word("comma", ask.lang)
    return {
        "id": act.id,
        "sentence": digits(plain(parts.tell(said, ask.lang)), ask.lang),
        "type": said.type,
        "modality": said.modality,
        "sides": list(dict.fromkeys((*said.actors, *said.recipients))),
        "place": said.place or "",
        "told_by": comma.join(dict.fromkeys(name_of(ask, t.source) for t in act.tellers)),
        "denied_by": [message("link.denied", ask.lang, who=name_of(ask, t.source)) for t in act.deniers],
        "holds": step.holds,
        "quote": spots[act.quote.doc, act.quote.start],
        "mark": f"{act.quote.start}-{act.quote.end}",
    }


def _condition(ask: Ask, if_: Quote, then: Quote, by: str | None) -> dict[str, object]:
    return {"quotes": (if_, then), "by": name_of(ask, by) if by else ""}


def _sign(act: Act) -> str:
    return "bad" if act.said.type in HOSTILE else "good" if act.said.type in FRIENDLY else "quiet"


def _draw(ask: Ask, steps: Sequence[Step], at: int, title: str) -> Drawing | None:
    """Draw all who take part in the day, and the acts up to the one that is shown, which stands out."""
    does = Counter(id_ for s in steps for id_ in s.act.said.actors)
    suffers = Counter(id_ for s in steps for id_ in s.act.said.recipients)
    weight = does + suffers
    if not weight:
        return None
    now = steps[at].act.said
    ids = sorted(weight, key=lambda id_: (camp_of(actors_by_id(ask)[id_]), -weight[id_], id_))
    touched = {*now.actors, *now.recipients}
    sides = [
        Side(i, name_of(ask, i), link(ask.lang, "actor", id=i), does[i] >= suffers[i], i in touched)
        for i in ids
    ]
    lines = [
        Line(a, b, _sign(step.act), _when(n, at) if step.holds else "broken")
        for n, step in enumerate(steps[: at + 1])
        for a in step.act.said.actors
        for b in step.act.said.recipients
        if a != b
    ]
    return draw_night(title, sides, lines, mirror=ask.lang == "ckb")


def _when(n: int, at: int) -> str:
    return "now" if n == at else "past"


def _rows(told: Sequence[dict[str, object]]) -> list[Row]:
    rows: list[Row] = []
    for n, step in enumerate(told, start=1):
        quote = step["quote"]
        assert isinstance(quote, Quote)
        rows.append(
            {
                "step": str(n),
                "fact": str(step["id"]),
                "told": str(step["sentence"]),
                "holds": "yes" if step["holds"] else "no",
                "document": quote.doc,
                "start": str(quote.start),
                "end": str(quote.end),
                "words": quote.text,
            }
        )
    return rows
