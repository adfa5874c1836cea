"""What several pages need: filters from the address, facts in parts, camps and signs of acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from dosye.dossier import Fact, Filters
from dosye.dossier.query import ActorRow, issue_meaning
from dosye.dossier.query.inside import Ends, find_ends
from dosye.views.web.links import link
from dosye.views.web.records import Ask
from dosye.views.web.words import first_day, has_word, word

HOSTILE = frozenset(("REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
FRIENDLY = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
FILTERS = ("since", "until", "actor", "place", "type", "modality", "outlet", "issue")
PAGE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """The part of a long list that is shown: facts, where it begins, how many there are in all."""

    facts: Sequence[Fact]
    start: int
    total: int

    @property
    def end(self) -> int:
        """Where the next part begins."""
        return self.start + len(self.facts)

    @property
    def before(self) -> int:
        """Where the part before begins."""
        return max(0, self.start - PAGE_LENGTH)


def shelve(ask: Ask, facts: Sequence[Fact]) -> Shelf:
    """Return the part of a list that the address asks for."""
    start = min(ask.number("from"), max(0, len(facts) - 1))
    return Shelf(facts[start : start + PAGE_LENGTH], start, len(facts))


def filters_of(ask: Ask) -> Filters:
    """Return the filters that the address sets; a name of an actor is looked up."""
    given = {name: ask.param(name) or None for name in FILTERS}
    for side in ("actor", "place"):
        if given[side]:
            given[side] = find_id(ask, str(given[side]))
    return Filters(**given)  # type: ignore[arg-type]


def filter_params(ask: Ask) -> dict[str, str]:
    """Return the filters as parts of an address."""
    return {name: ask.param(name) for name in FILTERS if ask.param(name)}


def find_id(ask: Ask, name: str) -> str:
    """Return the actor that an id or name means; QueryError if none or several."""
    return name if name in actors_by_id(ask) else ask.dossier.find(name)


def actors_by_id(ask: Ask) -> dict[str, ActorRow]:
    """Return every actor of the dossier by id."""
    return ask.memory.keep("actors_by_id", lambda: {row.id: row for row in all_actors(ask)})


def all_actors(ask: Ask) -> list[ActorRow]:
    """Return every actor of the dossier, those in most articles first."""
    return ask.memory.keep("actors", ask.dossier.actors)


def acts(ask: Ask, filters: Filters) -> list[Fact]:
    """Return acts, kept while the dossier does not change."""
    key: Hashable = ("acts", filters)
    return ask.memory.keep(key, lambda: ask.dossier.timeline(filters))


def ties(ask: Ask) -> list[Fact]:
    """Return every tie."""
    return ask.memory.keep("ties", ask.dossier.ties)


def stances(ask: Ask) -> list[Fact]:
    """Return every stance."""
    return ask.memory.keep("stances", ask.dossier.stances)


def statements(ask: Ask, filters: Filters) -> list[Fact]:
    """Return who said what."""
    key: Hashable = ("statements", filters)
    return ask.memory.keep(key, lambda: ask.dossier.statements(filters))


def on_issue(ask: Ask, slug: str) -> frozenset[str]:
    """Return the acts that are told in the words in which somebody takes a stand on an issue."""

    def find() -> frozenset[str]:
        words: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for fact in stances(ask):
            if fact.details["issue"] == slug:
                for quote in fact.quotes:
                    words[quote.doc].append((quote.start, quote.end))
        return frozenset(
            fact.id
            for fact in acts(ask, Filters())
            if any(q.start < end and start < q.end for q in fact.quotes for start, end in words[q.doc])
        )

    return ask.memory.keep(("on issue", slug), find)


def ends(ask: Ask) -> dict[str, Ends]:
    """Return the sides and place of every act by the id of its fact."""

    def find() -> dict[str, Ends]:
        with ask.dossier.engine.connect() as connection:
            return find_ends(connection)

    return ask.memory.keep("ends", find)


def sign_of(fact: Fact) -> str:
    """Return whether an act is `bad`, `good` or `quiet` between its sides."""
    kind = fact.details.get("type", "")
    return "bad" if kind in HOSTILE else "good" if kind in FRIENDLY else "quiet"


def camp_of(row: ActorRow) -> str:
    """Return the camp under which an actor stands: its own, its polity's, or what kind of actor it is."""
    if row.camp:
        return f"camp.{row.camp}"
    if row.type in ("GPE", "PLACE"):
        return "camp.places"
    return f"polity.{row.polity}" if row.polity else "camp.none" if row.named else "camp.unnamed"


def camp_name(key: str, lang: str) -> str:
    """Return what a camp is called."""
    return word(key, lang) if has_word(key) else key.split(".", 1)[1].replace("-", " ")


def issue_name(ask: Ask, slug: str) -> str:
    """Return what being for an issue means, in the language of the page."""
    return issue_meaning(slug, ask.dossier.knowledge, ask.lang)


def evidence_link(ask: Ask, fact: Fact) -> str:
    """Return where the words behind a fact stand."""
    if not fact.quotes:
        return link(ask.lang, "")
    quote = fact.quotes[0]
    return link(ask.lang, "read", doc=quote.doc, mark=f"{quote.start}-{quote.end}", at="mark")


def by_day(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in order of their first day, those without one last."""
    return sorted(facts, key=lambda fact: (not first_day(fact.time), first_day(fact.time)))
