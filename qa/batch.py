"""A file of questions in, a file of answers out, in order; models are loaded once."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from index.article_filter import ArticleFilter
from index.errors import DatelineError
from index.progress import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa.assistant import Assistant

KEYS = ("id", "question", "as_of", "history", "exclude")
"""Read; other keys of a line (expected answers, tags) are left to the evaluator."""


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch file."""

    id: str
    question: str
    as_of: date | None
    history: tuple[tuple[str, str | None], ...]
    exclude: frozenset[str]

    @classmethod
    def parse(cls, line: str) -> BatchQuestion:
        """Raises ValueError, which says what is wrong with the line."""
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            message = f"not JSON: {error.msg} at column {error.colno}"
            raise ValueError(message) from error
        if not isinstance(given, dict):
            message = "not an object"
            raise ValueError(message)  # noqa: TRY004 - one kind of error for one kind of trouble
        question = given.get("question")
        if not isinstance(question, str) or not question.strip():
            message = '"question" is missing or empty'
            raise ValueError(message)
        return cls(
            id=str(given.get("id", "")),
            question=question,
            as_of=_day(given.get("as_of")),
            history=_history(given.get("history") or []),
            exclude=_names(given.get("exclude") or []),
        )


def answer_batch(assistant: Assistant, questions: Path, out: Path, as_of: date | None) -> int:
    """Answer every line of `questions` into `out`; `as_of` is for lines that have none.

    A line that cannot be read or answered gives a row with an "error", and the exit code 1. `out`
    appears whole at the end, so an interrupt leaves no half-written file behind. Raises
    DatelineError where a file cannot be read or written.
    """
    try:
        # Not splitlines: a string of JSON may hold other ends of lines than this.
        lines = questions.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The questions {questions} cannot be read: {error}"
        raise DatelineError(message) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    assistant.warm_up()
    partial = out.with_name(f"{out.name}.partial")
    failed = 0
    try:
        with ProgressBar() as progress, partial.open("w", encoding="utf-8") as file:
            progress.stage("Answering", len(numbered), "questions")
            for row in _rows(assistant, numbered, as_of):
                failed += "error" in row
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                progress.advance(1)
        partial.replace(out)
    except OSError as error:
        message = f"The answers could not be written to {out}: {error}"
        raise DatelineError(message) from error
    finally:
        partial.unlink(missing_ok=True)
    print(f"{len(numbered) - failed:,} answered, {failed:,} failed: {out}", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


def _rows(
    assistant: Assistant, lines: list[tuple[int, str]], as_of: date | None
) -> Iterator[dict[str, Any]]:
    for number, line in lines:
        try:
            asked = BatchQuestion.parse(line)
        except ValueError as error:
            yield {"id": _id_of(line), "error": f"line {number}: {error}"}
            continue
        try:
            answer = assistant.ask(
                asked.question,
                asked.history,
                ArticleFilter(exclude=asked.exclude),
                asked.as_of or as_of,
            )
        except DatelineError as error:
            yield {"id": asked.id, "question": asked.question, "error": str(error)}
            continue
        yield {"id": asked.id, **answer.to_json()}


def _id_of(line: str) -> str | None:
    try:
        given = json.loads(line)
    except json.JSONDecodeError:
        return None
    return str(given["id"]) if isinstance(given, dict) and "id" in given else None


def _day(given: object) -> date | None:
    if given is None or given == "":
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        message = f'"as_of" is not a day: {given!r}; write it as 2026-02-15'
        raise ValueError(message) from error


def _history(given: object) -> tuple[tuple[str, str | None], ...]:
    message = '"history" is not a list of [question, answer or null]'
    if not isinstance(given, list):
        raise ValueError(message)  # noqa: TRY004
    turns = []
    for turn in given:
        if not isinstance(turn, list) or len(turn) != 2 or not isinstance(turn[0], str):  # noqa: PLR2004
            raise ValueError(message)
        turns.append((turn[0], None if turn[1] is None else str(turn[1])))
    return tuple(turns)


def _names(given: object) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        message = '"exclude" is not a list of article URLs or ids'
        raise ValueError(message)
    return frozenset(given)
