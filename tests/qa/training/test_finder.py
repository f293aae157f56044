from __future__ import annotations

import pytest

from qa.training.finder import Finder

PASSAGES = (
    "The council voted to close the bridge on Tuesday.",
    "The bridge was built in 1931, and the bridge is closed in winter.",
    "A ferry crosses the river twice a day.",
    "The mayor opened the library.",
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(PASSAGES)


def test_what_shares_most_comes_first(finder):
    assert finder.nearest_to("Who voted to close the bridges?", 3) == [0, 1]


def test_a_rare_word_counts_more_than_a_common_one(finder):
    assert finder.nearest_to("bridge ferry", 1) == [2]


def test_no_more_than_asked_for_and_earlier_ones_where_equal(finder):
    twice = Finder(PASSAGES * 3)

    assert twice.nearest_to("the library's mayor", 2) == [3, 7]


def test_unknown_words_find_nothing(finder):
    assert finder.nearest_to("What is a zeppelin?", 5) == []
    assert finder.nearest_to("", 5) == []
    assert Finder([]).nearest_to("bridge", 5) == []
