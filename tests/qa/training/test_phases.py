"""What each phase of a training run sees, and how its passages are drawn."""

from __future__ import annotations

import random
from array import array

from qa.reading.model import EncodedPair
from qa.training.batches import Draws, EncodedCandidate, EncodedExample, epoch
from qa.training.phases import CLOSELY, OTHERS, WIDELY, Phase
from qa.training.train import Recipe


def candidate(*, answers: bool) -> EncodedCandidate:
    pair = EncodedPair(
        array("H", [101, 7, 102, 8, 9, 102]), 3, array("h", [-1, -1, -1, 0, 0, -1]), ()
    )
    return EncodedCandidate(pair, (3, 4) if answers else None, (0,) if answers else ())


def examples(source: str, count: int) -> list[EncodedExample]:
    one = EncodedExample(candidate(answers=True), (candidate(answers=False),) * 2, source)
    return [one] * count


def test_a_phase_sees_its_share_of_each_source():
    phase = Phase("half", Recipe(), {"whole": 1.0, "never": 0.0, OTHERS: 0.5})
    seen = phase.examples(examples("whole", 50) + examples("never", 50) + examples("rest", 400))
    counts = {source: sum(one.source == source for one in seen) for source in ("whole", "never")}
    assert counts == {"whole": 50, "never": 0}
    assert 150 < len(seen) - 50 < 250
    again = phase.examples(examples("whole", 50) + examples("never", 50) + examples("rest", 400))
    assert [one.source for one in again] == [one.source for one in seen]


def test_the_first_phase_sees_everything_and_the_second_mostly_marked_answers():
    everything = examples("reddit", 100) + examples("news", 100)
    assert WIDELY.examples(everything) == everything
    closely = CLOSELY.examples(everything)
    assert sum(one.source == "reddit" for one in closely) == 100
    assert sum(one.source == "news" for one in closely) < 30


def drawn(draws: Draws) -> tuple[int, int]:
    """How many of the passages drawn for 200 questions answer, and how many there are."""
    batches = list(epoch(examples("x", 200), 600, random.Random(1), draws))
    return sum(int(b.evidence.any(-1).sum()) for b in batches), sum(len(b.group) for b in batches)


def test_passages_are_drawn_as_often_as_said():
    assert drawn(Draws(unanswered=0.0, beside=0.0)) == (200, 200)
    assert drawn(Draws(unanswered=0.0, beside=1.0)) == (200, 400)
    assert drawn(Draws(unanswered=1.0, beside=1.0)) == (0, 400)
    answering, of = drawn(Draws(unanswered=0.25, beside=0.0))
    assert 130 < answering < 170
    assert of == 200
