"""Examples -> batches: encoded once, drawn anew for each epoch, sorted by length."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from qa.reading.model import Batch, EncodedPair, PairEncoder

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from qa.training.examples import Candidate, Example


@dataclass(frozen=True, slots=True)
class Draws:
    """How each question's passages are drawn for an epoch.

    `unanswered`: of the questions with an answer, the share that is shown without the passage that
    has it. `beside`: how often a passage has another beside it that does not answer.
    """

    unanswered: float = 0.35
    beside: float = 1.0


@dataclass(frozen=True, slots=True)
class EncodedCandidate:
    """A candidate with its labels: `answer` its (first, last) token or None; `made` as there."""

    pair: EncodedPair
    answer: tuple[int, int] | None
    evidence: tuple[int, ...]
    made: str = ""


@dataclass(frozen=True, slots=True)
class EncodedExample:
    """An Example as numbers; see there."""

    positive: EncodedCandidate | None
    negatives: tuple[EncodedCandidate, ...]
    source: str


@dataclass(frozen=True, slots=True)
class TrainingBatch:
    """Pairs of several questions with their labels.

    `group` is each pair's question (pairs,), `evidence` tells which sentences answer (pairs,
    sentences), `starts` and `ends` are the answer's tokens (pairs,), -1 where none is marked.
    """

    inputs: Batch
    group: torch.Tensor
    groups: int
    evidence: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor


def encode(example: Example, encoder: PairEncoder) -> EncodedExample:
    """Tokenize an example; an answer that was cut off becomes a passage without one."""
    question = encoder.question(example.question)
    positive = example.positive and _candidate(question, example.positive, encoder)
    return EncodedExample(
        positive if positive and positive.evidence else None,
        tuple(_candidate(question, one, encoder) for one in example.negatives),
        example.source,
    )


def _candidate(question: list[int], one: Candidate, encoder: PairEncoder) -> EncodedCandidate:
    pair = encoder.windows(question, one.heading, one.text, one.sentences)[0]
    read = max(pair.sentence_of)
    answer = None
    tokens = [token for token, sentence in enumerate(pair.sentence_of) if sentence >= 0]
    for start, end in one.answers:
        first = bisect_right(tokens, start, key=lambda token: pair.offsets[token][1])
        last = bisect_left(tokens, end, key=lambda token: pair.offsets[token][0]) - 1
        if first <= last and pair.offsets[tokens[last]][1] >= end:
            answer = (tokens[first], tokens[last])
            break
    # Arrays in the place of lists: a hundred million numbers have to fit into memory.
    small = EncodedPair(array("H", pair.ids), pair.second, array("h", pair.sentence_of), ())
    return EncodedCandidate(small, answer, tuple(n for n in one.evidence if n <= read), one.made)


def epoch(
    examples: Sequence[EncodedExample],
    tokens: int,
    generator: random.Random,
    draws: Draws = Draws(),
) -> Iterator[TrainingBatch]:
    """Batches of about `tokens` tokens over all examples, in a new order and with new negatives.

    Like lengths go together (within pools of many batches), which halves the padding.
    """
    drawn = [_draw(example, draws, generator) for example in examples]
    drawn = [candidates for candidates in drawn if candidates]
    generator.shuffle(drawn)
    pool = 4_000
    batches: list[list[list[EncodedCandidate]]] = []
    for begin in range(0, len(drawn), pool):
        part = sorted(drawn[begin : begin + pool], key=_longest)
        batches.extend(_cut(part, tokens))
    generator.shuffle(batches)
    for batch in batches:
        yield collate(batch)


def collate(questions: Sequence[Sequence[EncodedCandidate]]) -> TrainingBatch:
    """One batch out of each question's candidates."""
    candidates = [one for question in questions for one in question]
    inputs = Batch.of([one.pair for one in candidates])
    most = max(int(inputs.sentence_of.max()) + 1, 1)
    evidence = torch.zeros(len(candidates), most, dtype=torch.bool)
    for row, one in enumerate(candidates):
        evidence[row, list(one.evidence)] = True
    answers = [one.answer or (-1, -1) for one in candidates]
    return TrainingBatch(
        inputs,
        torch.tensor([n for n, question in enumerate(questions) for _ in question]),
        len(questions),
        evidence,
        torch.tensor([start for start, _ in answers]),
        torch.tensor([end for _, end in answers]),
    )


def _draw(
    example: EncodedExample, draws: Draws, generator: random.Random
) -> list[EncodedCandidate]:
    """A question's passages for this epoch: the right one and a wrong one, or wrong ones only."""
    wrong = list(example.negatives)
    more = int(generator.random() < draws.beside)
    if example.positive is None or (wrong and generator.random() < draws.unanswered):
        return generator.sample(wrong, min(1 + more, len(wrong)))
    return [example.positive, *generator.sample(wrong, min(more, len(wrong)))]


def _longest(candidates: Sequence[EncodedCandidate]) -> int:
    return max(len(one.pair.ids) for one in candidates)


def _cut(
    ordered: Sequence[list[EncodedCandidate]], tokens: int
) -> Iterator[list[list[EncodedCandidate]]]:
    batch: list[list[EncodedCandidate]] = []
    rows = 0
    for candidates in ordered:
        if batch and (rows + len(candidates)) * _longest(candidates) > tokens:
            yield batch
            batch, rows = [], 0
        batch.append(candidates)
        rows += len(candidates)
    if batch:
        yield batch
