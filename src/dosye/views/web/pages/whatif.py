"""What if: by the articles' own accounts, and by models of how a dispute is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dosye.dossier.query.parts import Parts
from dosye.dossier.say import message
from dosye.errors import QueryError, ScenarioError
from dosye.records import EventType
from dosye.scenarios import LeverKind, Outcome, Question, run
from dosye.scenarios.chains import Link, Node, find_start, follow_back, follow_on
from dosye.scenarios.chains.links import condition_link
from dosye.scenarios.from_dossier import question_from_dossier
from dosye.scenarios.models import ALL, MODELS
from dosye.views.pictures import draw_actors, draw_levers, draw_models
from dosye.views.pictures.scenario import name_model
from dosye.views.pictures.words import digits, retell
from dosye.views.web.pages.common import issue_name, stances
from dosye.views.web.records import Ask, Row, View
from dosye.views.web.render import name_of
from dosye.views.web.words import plain, word

DRAWS = 300
SHOWN = 12
Told = dict[str, object]


def show(ask: Ask) -> View:
    """Return the what-ifs of the articles, and what a question of one's own comes to."""
    dossier_parts = ask.memory.keep("parts", ask.dossier.parts)
    asked, half = (ask.param("if"), "if") if ask.param("if") else (ask.param("how"), "then")
    chains, error = _follow(ask, dossier_parts, asked, half) if asked else (None, "")
    counts = Counter(fact.details["issue"] for fact in stances(ask))
    parts: dict[str, object] = {
        "asked": asked,
        "half": half,
        "chains": chains,
        "error": error,
        "conditions": _conditions(ask, dossier_parts),
        "shown": SHOWN,
        "types": [t.value for t in EventType],
        "issues": [(slug, issue_name(ask, slug)) for slug, n in counts.most_common() if n > 1],
        "issue": ask.param("issue"),
        "models": [
            (m, word("filter.any", ask.lang) if m == ALL else name_model(m, ask.lang)) for m in (ALL, *MODELS)
        ],
        "model": ask.param("model") or ALL,
        "outcome": None,
        "question": None,
        "refused": "",
    }
    outcome: Outcome | None = None
    if ask.param("issue"):
        found = _model(ask, ask.param("issue"))
        outcome = found.get("outcome")  # type: ignore[assignment]
        parts |= found
    title = word("title.whatif", ask.lang)
    kept = ("if", "how", "issue", "model", "low", "high")
    params = {k: v for k, v in ask.params.items() if v and (k in kept or k.startswith(("pos.", "out.")))}
    rows = None if outcome is None else lambda: list(_rows(outcome))
    return View("whatif.html", title, parts, rows, params=params)


def _conditions(ask: Ask, parts: Parts) -> list[Told]:
    """Return the what-ifs of the articles."""
    names = _names(ask, parts)
    return [_link(condition_link(c, parts), ask, names) for c in parts.conditions]


def _names(ask: Ask, parts: Parts) -> Mapping[str, str]:
    """Return names in the language of the page by the English names under which a chain knows them."""
    lang = ask.lang
    return ask.memory.keep(("by english", lang), lambda: {n["en"]: n[lang] for n in parts.names.values()})


def from_form(ask: Ask) -> str:
    """Return the question that the fields of the form make."""
    sides = [f"'{ask.param(side)}'" if ask.param(side) else "-" for side in ("who", "whom")]
    return f"{sides[0]} {ask.param('kind')} {sides[1]}"


def _follow(ask: Ask, parts: Parts, asked: str, half: str) -> tuple[Told | None, str]:
    if asked == "form":
        asked = from_form(ask)
    try:
        start = find_start(asked, parts, ask.dossier.find, half=half)
    except (ScenarioError, QueryError, ValueError) as error:
        return None, str(error)
    names = _names(ask, parts)
    found = follow_on(start, parts) if half == "if" else follow_back(start, parts)
    branches = [
        {
            "weight": message(f"weight.{branch.weight.name.lower()}", ask.lang),
            "look": branch.weight.name.lower(),
            "links": [_link(link, ask, names) for link in branch.links],
            "stops": message(f"stops.{branch.stops}", ask.lang),
        }
        for branch in found.branches
    ]
    beside = [_link(link, ask, names) for link in found.beside]
    return {"start": _node(found.start, ask), "branches": branches, "beside": beside}, ""


def _node(node: Node, ask: Ask) -> str:
    return digits(plain(node.ckb if ask.lang == "ckb" else node.en), ask.lang)


def _link(link: Link, ask: Ask, names: Mapping[str, str]) -> Told:
    return {
        "kind": word(f"chain.{link.kind.name.lower()}", ask.lang),
        "start": _node(link.start, ask),
        "end": _node(link.end, ask),
        "by": plain(names.get(link.claimed_by, link.claimed_by)),
        "denied": [message("link.denied", ask.lang, who=names.get(who, who)) for who in link.denied_by],
        "quotes": link.words,
    }


def _model(ask: Ask, issue: str) -> Told:
    """Run the models on an issue with the changes that the address makes."""
    ends = (ask.param("low"), ask.param("high")) if ask.param("low") and ask.param("high") else None
    try:
        question = in_words_of_page(ask, question_from_dossier(ask.dossier, issue, ends=ends))
        changes, without = _changes(ask, question)
        model = ask.param("model") or ALL
        key = ("run", ask.lang, issue, ends, model, tuple(changes.items()), tuple(without))
        outcome = ask.memory.keep(
            key, lambda: run(question, model=model, draws=DRAWS, set=changes, without=without)
        )
    except ScenarioError as error:
        return {"refused": str(error)}
    pictures = [draw_models(outcome, ask.lang), draw_actors(outcome, ask.lang)]
    pictures += [draw_levers(outcome, kind, ask.lang) for kind in (LeverKind.REACH, LeverKind.ABSENCE)]
    given = {key: f"{value:g}" for key, value in changes.items()}
    return {
        "outcome": outcome,
        "question": question,
        "pictures": pictures,
        "given": given,
        "left_out": set(without),
    }


def in_words_of_page(ask: Ask, question: Question) -> Question:
    """Return a question with its title, its sides and the ends of its scale in the language of the page."""
    scale = question.scale
    if scale:
        low, high = (retell(end, ask.lang) or end for end in (scale.low_means, scale.high_means))
        scale = replace(scale, low_means=low, high_means=high)
    players = tuple(replace(player, name=name_of(ask, player.key)) for player in question.players)
    return replace(question, title=issue_name(ask, question.issue), scale=scale, players=players)


def _changes(ask: Ask, question: Question) -> tuple[dict[str, float], list[str]]:
    changes: dict[str, float] = {}
    for player in question.players:
        text = ask.param(f"pos.{player.key}")
        if text and text != f"{player.position.value:g}":
            try:
                changes[f"{player.key}.position"] = float(text)
            except ValueError as error:
                raise ScenarioError(f"{text!r} is no number") from error
    return changes, [player.key for player in question.players if ask.param(f"out.{player.key}")]


def _rows(outcome: Outcome) -> Iterable[Row]:
    for result in outcome.results:
        spread = result.spread
        yield {
            "model": result.model,
            "outcome": "" if result.outcome is None else f"{result.outcome:.4g}",
            "low": f"{spread.low:.4g}" if spread else "",
            "middle": f"{spread.middle:.4g}" if spread else "",
            "high": f"{spread.high:.4g}" if spread else "",
            "ended": result.stop.value,
        }
