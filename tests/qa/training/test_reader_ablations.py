from __future__ import annotations

from array import array
from itertools import combinations

import pytest

from benchmarks.reader_ablations import (
    NOTHING,
    RUNS,
    THINGS,
    by_chance,
    effects,
    kept,
    things_of,
    up_to,
)
from qa.reading.model import EncodedPair
from qa.training.batches import EncodedCandidate, EncodedExample
from qa.training.data import SOURCES


def candidate(tokens: int, made: str = "") -> EncodedCandidate:
    pair = EncodedPair(array("H", [7] * tokens), 1, array("h", [0] * tokens), ())
    return EncodedCandidate(pair, None, (), made)


def test_each_thing_is_on_in_half_of_the_runs_and_evenly_so_beside_every_other():
    runs = [things_of(run) for run in range(RUNS)]

    for one, other in combinations(THINGS, 2):
        both = sum(one in run and other in run for run in runs)
        assert both == RUNS // 4, (one, other)
    assert runs[0] == set(THINGS)
    assert min(len(run & set(SOURCES)) for run in runs) == 3


def test_what_a_thing_adds_is_told_apart_from_the_others():
    planted = {"news": 0.2, "reddit": -0.1}
    values = [0.5 + sum(planted.get(thing, 0.0) for thing in things_of(run)) for run in range(RUNS)]

    added = effects(values)

    assert {thing: added[thing] for thing in planted} == pytest.approx(planted)
    assert added[NOTHING] == pytest.approx(0)


def test_chance_is_read_off_the_small_effects():
    noise = [0.01, -0.02, 0.015, -0.01, 0.005, 0.02, -0.015, 0.01, -0.005, 0.012, 0.018, -0.008]

    assert 0.02 < by_chance([*noise, 0.4, -0.3, 0.25]) < 0.1


def test_a_run_sees_of_an_example_what_it_has():
    near = (candidate(9), candidate(9, "of another"))
    example = EncodedExample(candidate(9), near, "news")
    without = frozenset(THINGS) - {"of another"}

    assert kept(example, frozenset(THINGS)) == example
    assert kept(example, without).negatives == near[:1]
    assert kept(example, frozenset(THINGS) - {"news"}) is None


def test_questions_asked_anew_go_with_their_source_and_wrong_speakers_alone():
    anew = EncodedExample(None, (candidate(9),), "news, asked anew")
    wrong = EncodedExample(None, (candidate(9),), "wrong speaker")

    assert kept(anew, frozenset({"news"})) is None
    assert kept(anew, frozenset({"news", "questions asked anew"})) == anew
    assert kept(wrong, frozenset({"statements"})) is None
    assert kept(wrong, frozenset({"questions of the wrong speaker"})) == wrong


def test_examples_are_taken_up_to_a_number_of_tokens():
    example = EncodedExample(candidate(100), (candidate(100),), "news")

    assert len(list(up_to([example] * 100, 1_350))) == 10
