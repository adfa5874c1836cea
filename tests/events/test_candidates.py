"""Tests of finding the places where the words of an act stand."""

from __future__ import annotations

from dosye.events.candidates import light_verbs


def test_light_verbs_go_with_many_words() -> None:
    assert {"کردن", "دان", "گرتن"} <= light_verbs()
    assert "سووتاندن" not in light_verbs()
