"""When two tellings tell one act: who unnamed sides are, what is taken for known, who meets."""

from datetime import date

import pytest

from dosye.dossier.same_act import Told, agreement, cluster_acts, find_home, fits
from dosye.dossier.wording import is_definite

DAY = date(2020, 12, 5)


def never(inner: str, outer: str) -> bool:
    return False


def told(doc: str, type_: str = "PROTEST", **parts: object) -> Told:
    """A telling of an act of one day, undated in its article."""
    told = {"actors": frozenset(), "recipients": frozenset(), "place": None, "trigger": "خۆپیشاندان"}
    rest = {"first": DAY, "last": DAY, "exact": False} | parts
    return Told(doc, "v1", type_, "asserted", **(told | rest))  # type: ignore[arg-type]


def crowd(doc: str, *words: str, place: str | None) -> Told:
    some = {"actors": frozenset({f"{doc}#e1"}), "words": frozenset(words), "kin": frozenset({f"~{words[0]}"})}
    return told(doc, place=place, **some)


def test_unnamed_crowds_of_one_kind_in_one_place_are_one_act() -> None:
    a, b = crowd("a", "مامۆستا", place="sulaimani"), crowd("b", "مامۆستا", place="sulaimani")
    homes = {t.key: find_home(t, (), never) for t in (a, b)}
    assert agreement(a, b, never) == 1
    assert set(cluster_acts({t.key: t for t in (a, b)}, homes, never, judged={}).values()) == {"a#v1"}


@pytest.mark.parametrize(
    "other",
    [
        crowd("b", "پزیشک", place="sulaimani"),
        crowd("b", "مامۆستا", place="erbil"),
        crowd("b", "مامۆستا", place=None),
    ],
)
def test_other_crowd_or_other_place_is_another_act(other: Told) -> None:
    assert agreement(crowd("a", "مامۆستا", place="sulaimani"), other, never) == 0


def test_meeting_with_one_more_at_the_table_is_the_same_but_another_guest_is_not() -> None:
    two = told("a", "CONSULT", actors=frozenset({"barham-salih", "pope-francis"}))
    three = told("b", "CONSULT", actors=frozenset({"barham-salih", "pope-francis", "mustafa-al-kadhimi"}))
    guest = told("c", "CONSULT", actors=frozenset({"barham-salih", "emmanuel-macron"}))
    assert fits(two, three, never)
    assert not fits(two, guest, never)


def test_telling_that_takes_the_act_for_known_is_at_home_where_the_news_was() -> None:
    parts = {"recipients": frozenset({"erbil"}), "place": "erbil", "trigger": "هێرش"}
    news = told("a", "ASSAULT", **parts)
    later = {"first": date(2020, 12, 7), "last": date(2020, 12, 7)}
    known, fresh = (told(d, "ASSAULT", known=k, **parts, **later) for d, k in (("b", True), ("c", False)))
    assert find_home(known, [news], never) == "ASSAULT|2020-12-05"
    assert find_home(fresh, [news], never) == "ASSAULT|2020-12-07"


def test_definite_words_take_what_they_name_for_known() -> None:
    assert [is_definite(word) for word in ("هێرشەکەی", "هێرشێک", "هێرش")] == [True, False, False]
