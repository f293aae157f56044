"""Numbers in figures, words and scales are one number where they say the same."""

from __future__ import annotations

import pytest

from qa.language.numbers import amounts, cuts_number, is_number, scales_alone
from qa.language.words import stem


def values(text):
    return [{value for value, _ in amount.readings} for amount in amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.5 billion", [{1.5e9}]),
        ("3,000,000 of them", [{3e6}]),
        ("three million", [{3e6}]),
        ("two hundred thousand", [{2e5}]),
        ("twenty-one", [{21}]),
        ("half a million", [{5e5}]),
        ("a dozen", [{12}]),
        ("a man and an oar", []),
        ("3 to 5 million", [{3, 3e6}, {5e6}]),
        ("100m", [{100, 1e8}]),
        ("$5m", [{5e6}]),
        ("28-27", [{28}, {27}]),
        ("dozens of rockets", []),
    ],
)
def test_amounts(text, expected):
    assert values(text) == expected


def test_a_percent_is_no_count():
    (share,), (count,) = (amounts(text) for text in ("5 percent", "5 people"))
    assert share.readings == amounts("5%")[0].readings
    assert share.readings.isdisjoint(count.readings)


def test_scales_that_belong_to_no_number():
    assert scales_alone("hundreds of thousands of men and 5 million women") == [
        "hundred",
        "thousand",
    ]


@pytest.mark.parametrize("word", ["twelve", "twenty", "thirty", "ninety", "hundred", "dozen"])
def test_a_number_is_known_by_its_stem_too(word):
    assert is_number(word)
    assert is_number(stem(word))


def test_figures_are_numbers_and_words_like_them_are_none():
    assert all(map(is_number, ["5", "5,000", "2.5", "5bn"]))
    assert not any(map(is_number, ["on", "tent", "b2", "oil", "tenth"]))


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("paid $1.5 billion", "paid $1", True),
        ("paid $5 billion", "paid $5", True),
        ("rose to 5,000.", "to 5", True),
        ("rose to 5,000.", "000", True),
        ("five million came", "five", True),
        ("up 5%", "up 5", True),
        ("in 2020.", "in 2020", False),
        ("of 5, he said", "of 5", False),
        ("one in ten", "one", False),
    ],
)
def test_where_a_part_cuts_a_number(text, part, expected):
    start = text.index(part)
    assert cuts_number(text, start, start + len(part)) == expected
