"""The likeliest short answer within a sentence."""

from __future__ import annotations

import re

import pytest
import torch

from qa.reading.marking import LONGEST_ANSWER, likeliest


def marked(text: str, likely: list[tuple[str, float]]) -> str:
    """The answer where the network gives each of some words a share as its start and its end."""
    places = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = torch.full((2, len(places)), -9.0)
    for words, score in likely:
        begin = text.index(words)
        first = [start for start, _ in places].index(begin)
        last = [end for _, end in places].index(begin + len(words))
        starts[first], ends[last] = score, score
    (start, end), score = likeliest(starts, ends, places, text)
    assert score <= 0
    return text[start:end]


def test_it_is_where_start_and_end_are_likeliest():
    assert marked("The ferry carried 212 people.", [("212 people", -0.5)]) == "212 people"


@pytest.mark.parametrize(
    ("text", "half", "whole"),
    [
        ("The port (opened in 1911) is full.", "opened in 1911)", "opened in 1911"),
        ("She read “The Long Night” aloud.", "The Long Night”", "The Long Night"),
        ('He named it "Aurora" in May.', '"Aurora', "Aurora"),
    ],
)
def test_one_with_half_a_pair_is_passed_over_for_the_next(text, half, whole):
    assert marked(text, [(half, -0.2), (whole, -0.9)]) == whole
    assert marked(text, [(whole, -0.2), (half, -0.9)]) == whole


def test_where_every_one_has_half_a_pair_the_likeliest_stays():
    assert marked("(", [("(", -0.1)]) == "("


def test_it_is_no_longer_than_answers_are():
    text = " ".join(f"word{n}" for n in range(60))
    found = marked(text, [("word3", -0.1), ("word50", -0.1)])
    assert len(found.split()) <= LONGEST_ANSWER
