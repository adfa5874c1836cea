"""Learn which proposed stances to keep and how they turn; used by scripts/train-words, never when reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dosye.events import find_events
from dosye.events.learn import Article, fit, found_article
from dosye.records import EntityId, Event
from dosye.stances.model import StanceRecord, parse_model
from dosye.stances.stands import Pair, length_of, mirrored, pairs_of, turning
from dosye.stances.theme_learn import Text, fit_folds, fit_themes
from dosye.stances.themes import Themes, words_of
from dosye.statements import find_statements
from dosye.statements.learn import same_entities
from dosye.statements.model import WordsModel

STRENGTH = {"keep": 0.004, "turn": 0.01, "mixed": 0.06}
STEPS = 150  # of the decision on what to keep: more bring nothing
MIXED = 0.5
WANTED = {"short": 0.53, "long": 0.45}  # share right of what is told: texts as short as posts, others
LEAST = {"short": 35, "long": 25}  # hundredths; no threshold lies below
FOLDS = 5
# What annotators called one issue by several names; -1 where the other name is its opposite.
SAME = {
    "attacks-on-red-sea-ships": ("houthi-attacks", 1),
    "badinan-detainees": ("badinan-prisoners", 1),
    "badinan-trials": ("badinan-prisoners", -1),
    "al-hol-repatriation": ("return-of-isis-families", 1),
    "fall-of-assad": ("assad-rule", -1),
    "gorran-in-krg-cabinet": ("gorran-in-government", 1),
    "iran-missile-strikes-on-erbil": ("iranian-strikes-on-kurdistan", 1),
    "iranian-kurdish-parties-in-kurdistan": ("iranian-kurdish-parties", 1),
    "iraqi-election-2025": ("iraq-election-2025", 1),
    "iraqi-intervention-in-syria": ("iraqi-forces-to-syria", 1),
    "kdp-puk-cabinet-agreement": ("krg-power-sharing", 1),
    "maliki-in-power": ("maliki-government", 1),
    "pkk-dissolution": ("pkk-disarmament", 1),
    "pmf-in-anbar": ("pmf-in-sunni-areas", 1),
    "pmf-in-mosul-operation": ("pmf-in-sunni-areas", 1),
    "kurdistan-elections-on-time": ("kurdistan-election-date", 1),
    "savaya-mission": ("savaya-envoy", 1),
    "sdf-integration": ("sdf-damascus-agreement", 1),
    "sdf-stays": ("self-administration-in-syria", 1),
    "second-term-for-sudani": ("sudani-second-term", 1),
    "share-of-power-in-krg-cabinet": ("krg-power-sharing", 1),
    "southern-region": ("iraq-federalism", 1),
    "ties-with-israel": ("normalisation-with-israel", 1),
    "turkey-pkk-peace-process": ("turkish-peace-process", 1),
    "joint-brigades": ("disputed-areas-security", 1),
    "puk-governor-of-kirkuk": ("puk-gets-kirkuk-governor", 1),
    "kdp-force-at-zini-warte": ("zini-warte-forces", 1),
    "pmf-in-sinjar": ("irregular-forces-in-sinjar", 1),
    "de-baathification": ("debaathification", 1),
    "provincial-elections-2023": ("provincial-elections", 1),
    "minority-self-rule-in-nineveh": ("nineveh-partition", 1),
    "wiretap-inquiry": ("trial-of-wiretap-network", 1),
    "intra-sectarian-war": ("intra-iraqi-sectarian-war", 1),
    "alcohol-sale": ("sale-of-alcohol", 1),
    "negotiation-with-pkk": ("turkish-peace-process", 1),
    "imrali-visit": ("commission-visit-to-imrali", 1),
    "kurdish-self-rule-in-turkey": ("kurdish-autonomy-in-turkey", 1),
    "crackdown-in-cizre": ("fighting-in-sur", 1),
    "ovakoy-gate": ("ovakoy-crossing", 1),
    "international-beirut-port-inquiry": ("international-port-inquiry", 1),
    "accountability-of-bin-salman": ("khashoggi-killing-inquiry", 1),
    "repeat-of-2018-election": ("iraq-election-2018-results", -1),
    "gulf-reconciliation": ("blockade-of-qatar", -1),
    "inquiry-into-kolbar-killings": ("shooting-of-kolbars", -1),
    "green-movement": ("iran-election-2009-results", -1),
    "un-stays-in-iraq": ("end-of-unami", -1),
    "popular-mobilization-stays": ("pmf-dissolution", -1),
    "mujahedin-in-iraq": ("closing-of-camp-ashraf", -1),
    "trial-of-abu-ghraib-guards": ("abuse-of-prisoners", -1),
    "us-withdrawal-from-syria": ("us-forces-in-syria", -1),
}
_OPPOSITE = {"for": "against", "against": "for", "mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An annotated article as a reading sees it: with the names and acts that dosye finds."""

    article: Article
    events: tuple[Event, ...]
    names: dict[EntityId, EntityId]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, what points for or against, its annotated position or None; its article's fold and length."""

    pair: Pair
    turn: tuple[str, ...]
    position: str | None
    fold: int
    length: str


def seen_of(article: Article) -> Seen:
    """Return an article with the names and acts that dosye finds, and whom the found names mean."""
    found = found_article(article)
    return Seen(found, find_events(found.context), same_entities(found))


def fit_model(seen: Sequence[Seen], words: WordsModel) -> StanceRecord:
    """Fit the decisions on the statements that `words` finds; the same articles give the same weights.

    The thresholds are the lowest from which what is kept of held-out folds is right as often as wanted.
    What an article is about is told by what the articles of other folds have taught.
    """
    texts = [_text_of(s.article) for s in seen]
    folds = [n % FOLDS for n in range(len(seen))]
    themes = fit_folds(texts, folds, FOLDS)
    found = [e for s, fold in zip(seen, folds, strict=True) for e in _labelled(s, words, fold, themes[fold])]
    limits = {**_thresholds(found), "mixed": MIXED}
    return {**_weights(found, limits), "themes": fit_themes(texts)}


def _text_of(article: Article) -> Text:
    """The words of an article, and the issues of the tables in its labels."""
    issues = {issue for _, issue in _positions(article)}
    return words_of(article.context), frozenset(issues & set(article.context.knowledge.issues))


def _labelled(seen: Seen, words: WordsModel, fold: int, themes: Themes) -> Iterator[Labelled]:
    context, gold = seen.article.context, _positions(seen.article)
    statements = find_statements(context, seen.events, words)
    for pair in pairs_of(context, seen.events, statements, themes):
        position = gold.get((seen.names.get(pair.holder, EntityId("")), pair.issue))
        yield Labelled(pair, turning(context, pair), position, fold, length_of(context))


def _positions(article: Article) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for s in article.gold.stances:
        issue, way = SAME.get(s.issue, (s.issue, 1))
        found[s.holder, issue] = s.position.value if way > 0 else _OPPOSITE[s.position.value]
    return found


def _weights(found: Sequence[Labelled], limits: dict[str, float]) -> StanceRecord:
    told = [e for e in found if e.position is not None]
    turns = [
        example
        for e in told
        if e.position != "mixed"
        for example in (
            (list(e.turn), e.position == "for"),
            (mirrored(e.turn), e.position != "for"),
        )
    ]
    mixed = [([*e.turn, *e.pair.keep], e.position == "mixed") for e in told]
    keep = [(list(e.pair.keep), e.position is not None) for e in found]
    return {
        "keep": fit(keep, strength=STRENGTH["keep"], steps=STEPS),
        "turn": fit(turns, strength=STRENGTH["turn"]),
        "mixed": fit(mixed, strength=STRENGTH["mixed"]),
        "thresholds": limits,
    }


def _thresholds(found: Sequence[Labelled]) -> dict[str, float]:
    """The lowest shares from which at least the wanted part of the held-out pairs is right, by length."""
    judged: dict[str, list[tuple[float, bool]]] = {length: [] for length in WANTED}
    for fold in range(FOLDS):
        model = parse_model(_weights([e for e in found if e.fold != fold], {"mixed": MIXED}))
        for e in (e for e in found if e.fold == fold):
            share, position = model.decide(e.pair.keep, e.turn)
            judged[e.length].append((share, position.value == e.position))
    return {length: _threshold(judged[length], length) for length in WANTED}


def _threshold(judged: Sequence[tuple[float, bool]], length: str) -> float:
    grid = [n / 100 for n in range(LEAST[length], 75)]
    for limit in grid:
        kept = [right for share, right in judged if share >= limit]
        if kept and sum(kept) / len(kept) >= WANTED[length]:
            return limit
    return grid[-1]
