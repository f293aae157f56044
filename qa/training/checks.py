"""How good a reader is, on what it never saw: `xquad.en`, `squad2_500` and held-out speakers."""

from __future__ import annotations

import json
import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evaluation.metrics import area_under_curve, token_f1
from qa.reading import PassageToRead
from qa.training.examples import Candidate
from qa.training.statements import statement_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from qa.reading import Reader, SentenceScore


@dataclass(frozen=True, slots=True)
class Check:
    """One figure: `values` are the cases', `value` is what they come to."""

    name: str
    value: float
    cases: int


def short_answer(text: str, scores: Sequence[SentenceScore]) -> str:
    """The best short answer of a passage: of its sentence's score and its own together."""
    best = max(scores, key=lambda one: one.log_odds + one.answer_score, default=None)
    return text[slice(*best.answer)] if best is not None and best.answer else ""


def all_checks(
    reader: Reader, data: Path, watching: Callable[[str], Callable[[int, int], None]]
) -> list[Check]:
    """Every check below over the collections in `data`; `watching` gives each its progress."""
    reading = data / "reader-training"
    return [
        *check_xquad(reader, reading / "xquad.en.json", watching("xquad")),
        *check_squad2(reader, reading / "squad2_500", watching("squad2")),
        *check_speakers(
            reader, sorted((data / "attribution").glob("dev_*.jsonl")), watching("speakers")
        ),
    ]


def check_xquad(reader: Reader, path: Path, progress: Callable[[int, int], None]) -> list[Check]:
    """F1 of the short answer, and whether the best sentence is one that holds an answer."""
    asked = [
        (question["question"], paragraph["context"], question["answers"])
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
    ]
    f1: list[float] = []
    right: list[bool] = []
    for number, (question, context, answers) in enumerate(asked):
        passage = _passage(context)
        (scores,) = reader.score(question, [passage])
        short = short_answer(context, scores)
        f1.append(token_f1(short, [answer["text"] for answer in answers]))
        best = max(range(len(scores)), key=lambda n: scores[n].log_odds)
        chosen = passage.sentences[best]
        right.append(any(chosen.start <= answer["answer_start"] < chosen.end for answer in answers))
        progress(number + 1, len(asked))
    return [
        Check("xquad F1 of the short answer", _mean(f1), len(f1)),
        Check("xquad right sentence", _mean(right), len(right)),
    ]


def check_squad2(reader: Reader, folder: Path, progress: Callable[[int, int], None]) -> list[Check]:
    """The area under the curve of answerable against unanswerable, by the passage's log-odds."""
    cases = json.loads((folder / "queries.json").read_text(encoding="utf-8"))["queries"]
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    odds: dict[bool, list[float]] = {True: [], False: []}
    for number, case in enumerate(cases):
        (scores,) = reader.score(case["question"], [_passage(case["context"])])
        odds[not truth[case["id"]]["is_impossible"]].append(_any_answers(scores))
        progress(number + 1, len(cases))
    return [Check("squad2 area", area_under_curve(odds[True], odds[False]), len(cases))]


def check_speakers(
    reader: Reader, paths: Iterable[Path], progress: Callable[[int, int], None], seed: int = 5
) -> list[Check]:
    """Questions for what a named person said, over articles that were not trained on.

    Right statement first: over the whole article's passage around it. Wrong speaker refused: the
    share of questions that put another person's name to a statement whose log-odds are under the
    threshold at which nine of ten right ones are over it.
    """
    examples = list(statement_examples(paths, random.Random(seed)))
    right: list[bool] = []
    odds: dict[bool, list[float]] = {True: [], False: []}
    for number, example in enumerate(examples):
        candidate = example.positive or example.negatives[0]
        (scores,) = reader.score(example.question, [_read(candidate)])
        best = max(range(len(scores)), key=lambda n: scores[n].log_odds)
        odds[example.positive is not None].append(scores[best].log_odds)
        if example.positive is not None:
            right.append(best in candidate.evidence)
        progress(number + 1, len(examples))
    threshold = sorted(odds[True])[len(odds[True]) // 10]
    refused = [value < threshold for value in odds[False]]
    return [
        Check("right statement first", _mean(right), len(right)),
        Check("wrong speaker refused", _mean(refused), len(refused)),
        Check("speaker area", area_under_curve(odds[True], odds[False]), len(examples)),
    ]


def _any_answers(scores: Sequence[SentenceScore]) -> float:
    """The log-odds that any sentence of a passage answers."""
    top = max(one.log_odds for one in scores)
    return top + math.log(sum(math.exp(one.log_odds - top) for one in scores))


def _read(candidate: Candidate) -> PassageToRead:
    return PassageToRead(candidate.heading, candidate.text, candidate.sentences)


def _passage(text: str) -> PassageToRead:
    return _read(Candidate.of(text))


def _mean(values: Sequence[float | bool]) -> float:
    return sum(values) / len(values) if values else 0.0
