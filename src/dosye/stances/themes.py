"""What an article is likely about: a share for each issue, by all words of the article together.

It finds issues whose words no phrase of the tables has, and tells the topic from what is named in passing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import TypedDict

from dosye.events.context import Context
from dosye.language.ckb import TokenKind

_STEM = 6  # letters of a word that count, endings left out


class ThemesRecord(TypedDict):
    """Themes as JSON: `words` holds by issue the words that say most for or against it."""

    rarity: dict[str, float]
    usual: dict[str, float]
    words: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """How rare each word is, how much it speaks for each issue, and the share of an issue without words."""

    rarity: Mapping[str, float]
    speaks: Mapping[str, Mapping[str, float]]
    usual: Mapping[str, float]

    def shares(self, words: Mapping[str, int]) -> dict[str, float]:
        """Return the share of each issue in an article, from the counts of its words."""
        known = weighed(words, self.rarity)
        found = dict(self.usual)
        for word, weight in known.items():
            for issue, speaks in self.speaks.get(word, {}).items():
                found[issue] += weight * speaks
        return found


def weighed(words: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return how much each known word counts in an article; the squares sum to one."""
    known = {w: (1 + log(n)) * rarity[w] for w, n in words.items() if w in rarity}
    length = sqrt(sum(v * v for v in known.values())) or 1.0
    return {w: v / length for w, v in known.items()}


def words_of(context: Context) -> Counter[str]:
    """Count the words of an article by their first letters."""
    return Counter(
        token.key[:_STEM] for sent in context.sents for token in sent.tokens if token.kind is TokenKind.WORD
    )


NO_THEMES = Themes({}, {}, {})  # issues are raised by words alone


def find_themes(context: Context, themes: Themes) -> Mapping[str, float]:
    """Return the share of each issue that articles were learnt to be about."""
    return themes.shares(words_of(context)) if themes.usual else {}


def parse_themes(record: ThemesRecord) -> Themes:
    """Make themes of their JSON record."""
    speaks: dict[str, dict[str, float]] = {}
    for issue, words in record["words"].items():
        for word, weight in words.items():
            speaks.setdefault(word, {})[issue] = weight
    return Themes(record["rarity"], speaks, record["usual"])
