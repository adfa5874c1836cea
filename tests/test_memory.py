"""Reading holds no more the more it reads."""

import gc

import pytest

from dosye.events.context import Context
from dosye.pipeline import read_text

TEXT = "سەرۆک وەزیران گوتی دژی هێرشی ئەمریکایە و داوای دەرچوونی هێزە ئەمریکییەکانی کرد. "


def test_articles_are_let_go_once_others_are_read() -> None:
    for number in range(1, 9):
        read_text(TEXT * number, published="2024-02-01")
    gc.collect()
    assert sum(isinstance(held, Context) for held in gc.get_objects()) <= 3


@pytest.mark.parametrize("collects", [True, False])
def test_reading_leaves_the_collector_of_cycles_as_it_was(*, collects: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        read_text("باڤڵ تاڵەبانی دوێنێ لە سلێمانی لەگەڵ باڵیۆزی فەڕەنسا کۆبووەوە.", published="2026-05-02")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
