"""The first page: the system that the articles describe, as a picture and under its headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from dosye.dossier import Answer, Fact, Filters
from dosye.dossier.query import ActorRow
from dosye.dossier.query.inside import Ends
from dosye.views.pictures.words import digits
from dosye.views.web.drawing.camps import Card, Pill, Tie, draw_camps
from dosye.views.web.drawing.svg import Drawing
from dosye.views.web.links import link
from dosye.views.web.pages.common import (
    actors_by_id,
    acts,
    all_actors,
    camp_name,
    camp_of,
    ends,
    evidence_link,
    issue_name,
    sign_of,
    stances,
)
from dosye.views.web.records import Ask, Row, View
from dosye.views.web.render import name_of
from dosye.views.web.table import fact_rows
from dosye.views.web.words import plain, word

SHOWN_CARDS, SHOWN_PILLS, SHOWN_TIES = 10, 6, 40
SHOWN = 12
LAST = ("camp.places", "camp.none", "camp.unnamed")
LOOKS = {  # look and arrow of each tie that the picture shows; the others stand on the actors' pages
    "formal": ("formal", "command"),
    "actual": ("actual", "command"),
    "presses": ("press", "press"),
    "backed_by": ("backing", "good"),
    "opposed_to": ("opposed", ""),
    "allied_with": ("allied", ""),
}


def show(ask: Ask) -> View:
    """Return the system."""
    answer = ask.memory.keep("system", ask.dossier.system)
    sections = {section.key: section for section in answer.sections}
    chain = sections["chain"].facts
    denials = [f for f in sections["words"].facts if f.details.get("denies")]
    issues = issue_rows(ask, sections["issues"].facts)
    parts = {
        "sections": sections,
        "camps": camps(ask),
        "chain": chain[-SHOWN:],
        "denials": denials,
        "issues": issues[:SHOWN],
        "more_issues": max(0, len(issues) - SHOWN),
        "most_camps": SHOWN,
        "figures": figures(ask, answer),
        "shown": SHOWN,
    }

    def rows() -> list[Row]:
        return [row for section in answer.sections for row in fact_rows(section.facts)]

    title = word("title.system", ask.lang, name=plain(ask.dossier.name.removesuffix(".dosye")))
    return View("system.html", title, parts, rows, picture(ask, answer, title))


def figures(ask: Ask, answer: Answer) -> list[tuple[str, int]]:
    """Return how much there is of everything, each with the page that shows it."""
    sizes = {section.key: len(section.facts) + section.more for section in answer.sections}
    documents = ask.memory.keep("documents", ask.dossier.documents)
    return [
        ("articles", len(documents)),
        ("actors", len(all_actors(ask))),
        ("timeline", sizes["chain"] + sizes["undated"]),
        ("statements", sizes["words"]),
        ("issues", len({f.details["issue"] for f in stances(ask)})),
    ]


def camps(ask: Ask) -> list[tuple[str, str, list[ActorRow]]]:
    """Return the actors by camp (key, name, actors), large camps first, those without one last."""
    return [
        (key, camp_name(key, ask.lang), rows)
        for key, rows in ask.memory.keep("by camp", lambda: _by_camp(ask))
    ]


def _by_camp(ask: Ask) -> list[tuple[str, list[ActorRow]]]:
    groups: dict[str, list[ActorRow]] = defaultdict(list)
    for row in all_actors(ask):
        groups[camp_of(row)].append(row)
    return sorted(groups.items(), key=lambda item: (item[0] in LAST, -sum(r.articles for r in item[1])))


def issue_rows(ask: Ask, facts: Sequence[Fact]) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Return each issue with its name and who is for, mixed and against."""
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        table[fact.details["issue"]][fact.details["position"]].append(fact.actors[0])
    rows = [(slug, issue_name(ask, slug), sides) for slug, sides in table.items()]
    return sorted(rows, key=lambda row: -sum(len(side) for side in row[2].values()))


def picture(ask: Ask, answer: Answer, title: str) -> Drawing:
    """Draw the camps with their best-known actors and the lines between them."""
    return ask.memory.keep(("camps", ask.lang), lambda: _picture(ask, answer, title))


def _picture(ask: Ask, answer: Answer, title: str) -> Drawing:
    sections = {section.key: section.facts for section in answer.sections}
    told = [f for key in ("command", "pressures", "actors") for f in sections[key] if f.layer == "relations"]
    lines = [tie for fact in told if (tie := _tie(ask, fact))]
    if len(lines) < 8:  # few ties are told: show what the sides did to each other beside them
        lines += list(_dealings(ask))[: 16 - len(lines)]
    degree = Counter(end for line in lines for end in (line.source, line.target))
    cards = _cards(ask, degree)
    legend = [(*LOOKS[key], word(f"tie.{key}", ask.lang)) for key in LOOKS]
    return draw_camps(title, cards, lines[:SHOWN_TIES], legend=legend, mirror=ask.lang == "ckb")


def _cards(ask: Ask, degree: Counter[str]) -> list[Card]:
    groups: dict[str, list[ActorRow]] = defaultdict(list)
    for row in all_actors(ask):
        if degree[row.id] or (row.named and row.type != "PLACE" and (row.camp or row.articles > 1)):
            groups[camp_of(row)].append(row)
    weight = {key: sum(row.articles + 5 * degree[row.id] for row in rows) for key, rows in groups.items()}
    cards = []
    for key in sorted(groups, key=lambda k: (k in LAST, -weight[k], k))[:SHOWN_CARDS]:
        rows = sorted(groups[key], key=lambda row: (-degree[row.id], -row.articles, row.id))[:SHOWN_PILLS]
        pills = (
            Pill(r.id, name_of(ask, r.id), link(ask.lang, "actor", id=r.id), digits(r.articles, ask.lang))
            for r in rows
        )
        cards.append(Card(camp_name(key, ask.lang), tuple(pills)))
    return cards


def _tie(ask: Ask, fact: Fact) -> Tie | None:
    kind = fact.details["label"] if fact.details["type"] == "commands" else fact.details["type"]
    if kind not in LOOKS or len(fact.actors) != 2:
        return None
    subject, object_ = fact.actors
    source, target = (object_, subject) if kind == "backed_by" else (subject, object_)
    sentence = plain(fact.ckb if ask.lang == "ckb" else fact.en)
    return Tie(source, target, *LOOKS[kind], sentence, evidence_link(ask, fact))


def _dealings(ask: Ask) -> Iterable[Tie]:
    """The pairs that dealt with each other most, as lines by the sign of what they did."""
    pairs: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in acts(ask, Filters()):
        does, suffers, _ = ends(ask).get(fact.id, Ends())
        for a, b in product(does, suffers):
            if a != b and actors_by_id(ask)[a].named and actors_by_id(ask)[b].named:
                pairs[a, b, sign_of(fact)].append(fact)
    for (a, b, sign), facts in sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0])):
        first = plain(facts[0].ckb if ask.lang == "ckb" else facts[0].en)
        yield Tie(a, b, f"deal {sign}", sign, first, link(ask.lang, "edge", a=a, b=b))
