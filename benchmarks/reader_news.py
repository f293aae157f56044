"""A check of a reader on news: the best sentence of what was found for each news question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.article_filter import ArticleFilter
from qa.assistant import Assistant
from qa.evaluation.metrics import contains
from qa.language.words import asking_part
from qa.reader import passage_to_read
from qa.training.checks import Check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa.reading import PassageToRead, Reader

SETS = ("questions", "questions-paraphrased")
PASSAGES = 4
"""Of each question: those that words, vectors and dates alone put first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the reader is asked it, its passages, and the words that answer it."""

    question: str
    passages: tuple[PassageToRead, ...]
    answers: tuple[str, ...]


class NewsCheck:
    """The passages are found once; any number of readers is held against them."""

    def __init__(self, library: Path, questions: Path) -> None:
        assistant = Assistant(library, reader="words")
        self._asked = {name: list(_found(assistant, questions / f"{name}.jsonl")) for name in SETS}

    def check(self, reader: Reader) -> list[Check]:
        """The share of each set whose best sentence, by the reader alone, holds the answer."""
        checks = []
        for name, cases in self._asked.items():
            right = [_first_is_right(reader, case) for case in cases]
            checks.append(Check(f"{name}, first sentence", sum(right) / len(right), len(right)))
        return checks


def _found(assistant: Assistant, path: Path) -> Iterator[Asked]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["answers"]:
            continue
        day = date.fromisoformat(row["as_of"])
        allowed = ArticleFilter(exclude=frozenset(row.get("exclude", ())))
        answer, trace = assistant.ask_with_trace(row["question"], (), allowed, day)
        passages = dict.fromkeys(passage_to_read(one.ranked) for one in trace.evidence)
        asked = asking_part(answer.standalone_question)
        yield Asked(asked, tuple(passages)[:PASSAGES], tuple(row["answers"]))


def _first_is_right(reader: Reader, case: Asked) -> bool:
    best = max(
        (
            (one.log_odds, passage.text[sentence.start : sentence.end])
            for passage, scores in zip(
                case.passages, reader.score(case.question, case.passages), strict=True
            )
            for sentence, one in zip(passage.sentences, scores, strict=True)
        ),
        default=(0.0, ""),
    )
    return any(contains(best[1], answer) for answer in case.answers)
