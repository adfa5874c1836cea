"""Many look-up keys at once are those that each text gets alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dosye.knowledge import load_knowledge
from dosye.knowledge.names import name_keys
from dosye.language.ckb import lookup_key, lookup_keys

TEXTS = (
    "شاهـ", "شاهـ ی", "ههولير", "وووتی", "رێگا", "الأنبار", "الأمن الوطني العراقي", "PUK", "٢٠٢٠",
    "", " ", "a\nب",
    "كوردستان", "مه‌سرور", "هێزى پێشمه‌رگه", "ه", "\u0301", "ﻛﻮﺭﺩﻩ", "Nûçe", "ئەو؛ ئەم",
)  # fmt: skip


def test_lookup_keys_of_many_are_those_of_each() -> None:
    assert lookup_keys(TEXTS) == [lookup_key(text) for text in TEXTS]


@given(
    st.lists(
        st.text(
            st.sampled_from(
                "\u0631\u0648\u06cc\u0647\u0640\u200c\u0644\u0623\u0627 a\u0654\ufeea\u0301\n\t\u06d5"
            ),
            max_size=8,
        )
    )
)
def test_lookup_keys_of_any_texts_are_those_of_each(texts: list[str]) -> None:
    assert lookup_keys(texts) == [lookup_key(text) for text in texts]


def test_name_keys_are_the_keys_of_all_names() -> None:
    keys = name_keys(load_knowledge())
    assert all(keys[alias.alias] == lookup_key(alias.alias) for alias in load_knowledge().aliases)
    assert keys["Baghdad"] == "baghdad"
