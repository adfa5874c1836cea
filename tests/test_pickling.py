"""A reading goes to another process and comes back the same."""

import copy
import pickle

import pytest

from dosye.codec import dump_reading
from dosye.pipeline import read_text
from dosye.records import Reading


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_text("سەرۆکی فەرەنسا ڕایگەیاند کە دوێنێ لە پاریس چاوی بە وەزیری دەرەوەی ئەڵمانیا کەوتووە.")


def test_reading_is_the_same_after_pickling(reading: Reading) -> None:
    assert reading.mentions
    again = pickle.loads(pickle.dumps(reading))
    assert again == reading
    assert dump_reading(again) == dump_reading(reading)


def test_reading_is_copied(reading: Reading) -> None:
    assert copy.copy(reading) == reading
    assert copy.deepcopy(reading) == reading
