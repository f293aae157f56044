"""Asking every case, and keeping what came of it: fixture + library -> outcomes.

Every outcome is appended to a file as it comes, under a key of everything that could change it, so
that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from index.catalogue import open_catalogue
from qa.evaluation.measure import Outcome, measure
from qa.evaluation.metrics import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.build import Progress
    from index.catalogue import Catalogue
    from qa.assistant import Assistant
    from qa.evaluation.case import Case

CASES_FILE = "cases.jsonl"
WITHHELD = " (withheld)"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`jobs` questions are asked at once. `withhold`: see `withheld_cases`."""

    jobs: int = 1
    withhold: bool = False


def evaluate(
    assistant: Assistant,
    cases: Sequence[Case],
    folder: Path,
    options: RunOptions,
    progress: Progress,
) -> list[dict[str, Any]]:
    """Ask all cases and return their outcomes as JSON objects, in order.

    Outcomes are kept in `folder`; those of an earlier run that was interrupted, with the same
    library, threshold and cases, are not asked again. Raises what `Assistant.ask` raises.
    """
    assistant.warm_up()
    if options.withhold:
        with open_catalogue(assistant.library) as catalogue:
            cases = [*cases, *withheld_cases(cases, catalogue)]
    key = run_key(assistant, cases)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / CASES_FILE
    known = _resumed(path, key)
    todo = [case for case in cases if case.id not in known]
    progress.stage("Asking", len(todo), "questions")
    with path.open("w", encoding="utf-8") as kept:
        for row in ({"key": key}, *known.values()):  # anew, so that no line is cut short
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
        for outcome in _asked(assistant, todo, options.jobs):
            row = outcome_json(outcome)
            known[outcome.case.id] = row
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
            kept.flush()
            progress.advance(1)
    return [known[case.id] for case in cases]


def withheld_cases(cases: Sequence[Case], catalogue: Catalogue) -> Iterator[Case]:
    """Each answerable case once more without the articles that contain its answer.

    Only near misses are left, so the one right reply is a refusal. An article counts as containing
    an answer when it has the words of any of its alternatives in a row, up to their endings.
    """
    for case in cases:
        if not case.answerable:
            continue
        exclude = set(case.allowed.exclude) | set(case.articles)
        for answer in {answer for group in case.must for answer in group}:
            words = [word for word in folded(answer).split() if word.isalnum()]
            if words:
                exclude.update(catalogue.articles_with(f'"{" ".join(words)}"'))
        yield replace(
            case,
            id=f"{case.id}{WITHHELD}",
            allowed=replace(case.allowed, exclude=frozenset(exclude)),
            must=(),
            must_not=(),
            articles=(),
            evidence="",
            speaker="",
            unanswerable=True,
            withheld=True,
        )


def run_key(assistant: Assistant, cases: Sequence[Case]) -> str:
    """Equal where two runs would ask the same of the same library in the same way."""
    with open_catalogue(assistant.library) as catalogue:
        version = catalogue.version()
    writer = assistant.writer
    how = [assistant.settings, asdict(writer.model.settings) if writer else None]
    known = [str(version), how, [asdict(case) for case in cases]]
    whole = json.dumps(
        known, default=lambda one: sorted(one) if isinstance(one, frozenset) else str(one)
    )
    return hashlib.sha256(whole.encode()).hexdigest()


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as it is kept in run.json."""
    case = outcome.case
    return {
        "id": case.id,
        "question": case.question,
        "tags": list(case.tags),
        "expected": [list(group) for group in case.must],
        "unanswerable": case.unanswerable,
        "withheld": case.withheld,
        "right": outcome.right,
        "judged": case.answerable or case.unanswerable,
        "failure": outcome.failure,
        "evidence_score": round(outcome.evidence_score, 6),
        "measures": {name: round(value, 6) for name, value in outcome.measures.items()},
        "answer": outcome.answer,
        "ranked": outcome.ranked,
    }


def _asked(assistant: Assistant, cases: Sequence[Case], jobs: int) -> Iterator[Outcome]:
    def ask(case: Case) -> Outcome:
        answer, trace = assistant.ask_with_trace(
            case.question, case.history, case.allowed, case.as_of
        )
        with open_catalogue(assistant.library) as catalogue:
            return measure(case, answer, trace, catalogue)

    if jobs == 1:
        yield from map(ask, cases)
        return
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(ask, cases)


def _resumed(path: Path, key: str) -> dict[str, dict[str, Any]]:
    """Outcomes kept under this key; a last line that was cut short is left out."""
    if not path.is_file():
        return {}
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            break
    if not rows or rows[0] != {"key": key}:
        return {}
    return {row["id"]: row for row in rows[1:]}
