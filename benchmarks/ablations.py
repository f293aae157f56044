"""What each part of finding and choosing adds to the answers.

    python benchmarks/ablations.py --data DIR --library DIR

Asks all questions of the news set with every part, and again with one part taken out; printed are
the measures and what each loses, with paired bootstrap 95 % intervals over the same cases. The
weights of the joint score stay as they are (what each of these adds: reader_weights.py).
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.article_filter import ArticleFilter
from qa.assistant import Assistant
from qa.evaluation.metrics import area_under_curve, contains

if TYPE_CHECKING:
    from collections.abc import Callable

SETS = ("questions", "questions-paraphrased", "near-miss")
RESAMPLES = 1000

VARIANTS: dict[str, dict[str, Any]] = {
    "everything": {},
    "without the reader": {"reader": "words"},
    "without vectors": {"qa.retrieve.PassageRetriever._by_vectors": lambda *_: {}},
    "without full text": {"qa.retrieve.PassageRetriever._by_words": lambda *_: {}},
    "without days read from words": {"qa.assistant.articles_for": lambda _, allowed: allowed},
    "without the kind of answer": {"qa.question.answer_kind": lambda _: "thing"},
    "four passages read": {"qa.reader.PASSAGES_READ": 4},
    "twelve passages read": {"qa.reader.PASSAGES_READ": 12},
    "one sentence shown": {"qa.selection.MOST_SENTENCES": 1},
}


def ask_all(data: Path, library: Path, changes: dict[str, Any]) -> dict[str, np.ndarray]:
    """By set, one row a case: (log-odds or probability, right, refused)."""
    changes = dict(changes)
    found: dict[str, list[tuple[float, float, float]]] = {}
    with ExitStack() as stack:
        assistant = Assistant(library, reader=changes.pop("reader", None))
        for target, value in changes.items():
            stack.enter_context(patch(target, value))
        for name in SETS:
            for line in (data / "news-qa" / f"{name}.jsonl").open(encoding="utf-8"):
                row = json.loads(line)
                allowed = ArticleFilter(exclude=frozenset(row.get("exclude", ())))
                day = date.fromisoformat(row["as_of"])
                answer = assistant.ask(row["question"], (), allowed, day)
                quotes = [citation.quote for citation in answer.citations]
                right = any(contains(quote, a) for quote in quotes for a in row["answers"])
                case = name if row["answers"] or name != "questions" else "unanswerable"
                outcome = (answer.evidence_score, float(right), float(answer.abstained))
                found.setdefault(case, []).append(outcome)
    return {name: np.array(rows) for name, rows in found.items()}


def measures(found: dict[str, np.ndarray]) -> dict[str, float]:
    """Answers inside a cited quote, near misses' area, and what was refused wrongly and rightly."""
    questions, near = found["questions"][:, 0], found["near-miss"][:, 0]
    return {
        "questions": float(found["questions"][:, 1].mean()),
        "paraphrased": float(found["questions-paraphrased"][:, 1].mean()),
        "near-miss area": area_under_curve(list(questions), list(near)),
        "wrongly refused": float(found["questions"][:, 2].mean()),
        "unanswerable refused": float(found["unanswerable"][:, 2].mean()),
    }


def interval(
    compare: Callable[[dict[str, np.ndarray]], dict[str, float]], cases: dict[str, int]
) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each measure that `compare` gives for drawn cases."""
    generator = np.random.default_rng(0)
    drawn = [
        list(
            compare({n: generator.integers(size, size=size) for n, size in cases.items()}).values()
        )
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(np.array(drawn), (0.025, 0.975), axis=0)
    names = compare({n: np.arange(size) for n, size in cases.items()})
    return {name: (float(low[n]), float(high[n])) for n, name in enumerate(names)}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--only", action="append", choices=VARIANTS, help="these, and everything")
    options = parser.parse_args()
    whole = ask_all(options.data, options.library, {})
    cases = {name: len(rows) for name, rows in whole.items()}
    print(
        "everything: " + ", ".join(f"{n} {v:.3f}" for n, v in measures(whole).items()), flush=True
    )
    for variant, changes in VARIANTS.items():
        if not changes or (options.only and variant not in options.only):
            continue
        less = ask_all(options.data, options.library, changes)

        def loss(
            picks: dict[str, np.ndarray], less: dict[str, np.ndarray] = less
        ) -> dict[str, float]:
            first = measures({name: whole[name][pick] for name, pick in picks.items()})
            second = measures({name: less[name][pick] for name, pick in picks.items()})
            return {name: second[name] - first[name] for name in first}

        change = loss({name: np.arange(size) for name, size in cases.items()})
        bounds = interval(loss, cases)
        told = [
            f"{name} {value:+.3f} ({bounds[name][0]:+.3f} to {bounds[name][1]:+.3f})"
            for name, value in change.items()
        ]
        print(f"{variant}: " + ", ".join(told), flush=True)


if __name__ == "__main__":
    main()
