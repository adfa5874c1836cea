from tests.statements.marked import context_of

from dosye.records import EntityId
from dosye.stances.tie_parts import parts_of
from dosye.statements import find_statements

TEXT = (
    "[ئەندامێکی پارتی|member|GROUP] گوتی [حکومەت|cabinet|ORG] بڕیارەکە جێبەجێ ناکات. "
    "[حکومەت|cabinet|ORG] وەڵامی نەدایەوە. [گەلالە|town|GPE] بێدەنگ بوو."
)


def told(first: str, second: str, *, flat: bool = False) -> set[str]:
    context, events = context_of(TEXT)
    parts = parts_of(context, events, find_statements(context, events))
    return set(parts.features((EntityId(first), EntityId(second)), flat=flat))


def test_who_speaks_and_is_named_once_is_told_from_who_is_named_twice() -> None:
    found = told("member", "cabinet")
    assert {"end1-says=1", "end1-times=0", "end2-says=0", "end2-times=1"} <= found


def test_a_group_is_known_by_its_noun() -> None:
    assert "end1-head=ئەندام" in told("member", "cabinet")


def test_two_who_share_a_sentence_stand_together_and_others_do_not() -> None:
    assert "together=1" in told("member", "cabinet")
    assert {"together=0", "idle=11"} <= told("town", "cabinet")


def test_where_the_way_round_says_nothing_both_ends_are_alike() -> None:
    assert told("member", "cabinet", flat=True) == told("cabinet", "member", flat=True)
