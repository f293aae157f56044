"""Conversations over real news: what a question that leans on them stands for."""

from __future__ import annotations

from pathlib import Path

from qa.understanding.follow_up import standalone

FILE = Path(__file__).resolve().parents[2] / "fixtures" / "follow_ups.txt"


def conversations():
    """Each a list of (what is typed, what it may stand for: itself where it stands alone)."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    for block in "\n".join(lines).strip().split("\n\n"):
        turns = []
        for line in block.splitlines():
            typed, _, meant = line.partition("=>")
            expected = [one.strip() for one in meant.split(" | ")] if meant else [typed.strip()]
            turns.append((typed.strip(), expected))
        yield turns


def resolved():
    for turns in conversations():
        for number, (typed, expected) in enumerate(turns):
            history = [(earlier, None) for earlier, _ in turns[:number]]
            yield typed, expected, standalone(typed, history)


def test_there_are_enough():
    told = list(conversations())
    assert len(told) >= 10
    assert all(len(turns) >= 3 for turns in told)
    assert sum(len(turns) - 1 for turns in told) >= 55


def test_nine_of_ten_follow_ups_are_understood():
    leaning = [(t, e, found) for t, e, found in resolved() if e != [t]]
    wrong = [(typed, found) for typed, expected, found in leaning if found not in expected]
    assert len(wrong) <= 0.1 * len(leaning), wrong


def test_no_question_that_stands_alone_is_altered():
    altered = [(t, found) for t, expected, found in resolved() if expected == [t] != [found]]
    assert not altered
