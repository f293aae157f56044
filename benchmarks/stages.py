"""How long each stage of an answer takes, once everything is loaded.

    python benchmarks/stages.py QUESTIONS.jsonl --library DIR [--limit N] [--all-passages]

Asks the questions one after the other, the first ten of them twice (the first time is not counted),
and prints the median and the 95th percentile of each stage in milliseconds. With `--all-passages`
each question is asked twice in turn: as usual, and with the network reading every one of the
passages, so that the two can be compared within one run.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from index.article_filter import ArticleFilter
from qa.assistant import Assistant
from qa.batch import BatchQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STAGES = {
    "question embedded": "index.embedding.Embedder.embed_questions",
    "vectors searched": "qa.retrieve.nearest",
    "full text searched": "index.catalogue.Catalogue.search",
    "passages loaded": "index.catalogue.Catalogue.passages",
    "read by the network": "qa.reading.trained.TrainedReader.score",
    "sentences chosen": "qa.finding.choose",
    "answer composed": "qa.assistant.compose",
}
WARM_UP = 10


class Clock:
    """Milliseconds by stage, of the question that is being asked."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which adds what it takes to its stage."""

        def wrapped(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self.spent[stage] += 1000 * (time.perf_counter() - began)

        return wrapped

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every stage while this is open."""
        with ExitStack() as stack:
            for stage, target in STAGES.items():
                module, _, name = target.rpartition(".")
                owner = _resolve(module)
                wrapped = self.timed(stage, getattr(owner, name))
                stack.enter_context(patch.object(owner, name, wrapped))
            yield

    def ask(self, assistant: Assistant, asked: BatchQuestion) -> dict[str, float]:
        """The milliseconds of one answer by stage, and what no stage accounts for."""
        self.spent.clear()
        began = time.perf_counter()
        allowed = ArticleFilter(exclude=asked.exclude)
        assistant.ask(asked.question, asked.history, allowed, asked.as_of)
        total = 1000 * (time.perf_counter() - began)
        rest = total - sum(self.spent.values())
        return {stage: self.spent[stage] for stage in STAGES} | {
            "everything else": rest,
            "the whole answer": total,
        }


def _resolve(target: str) -> Any:
    """The module, or the class in one, of a dotted name."""
    import importlib

    try:
        return importlib.import_module(target)
    except ModuleNotFoundError:
        module, _, name = target.rpartition(".")
        return getattr(importlib.import_module(module), name)


def table(told: str, rows: Sequence[dict[str, float]]) -> list[str]:
    """Lines of a Markdown table: median and 95th percentile of each stage."""
    lines = [f"| {told}, {len(rows)} questions | median ms | 95th percentile |", "|---|---|---|"]
    for stage in rows[0]:
        values = sorted(row[stage] for row in rows)
        high = values[int(0.95 * (len(values) - 1))]
        lines.append(f"| {stage} | {statistics.median(values):.0f} | {high:.0f} |")
    return lines


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    parser.add_argument("--library", type=Path, required=True, metavar="DIR")
    parser.add_argument("--limit", type=int, default=100, metavar="N")
    parser.add_argument("--all-passages", action="store_true")
    options = parser.parse_args()
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    asked = [BatchQuestion.parse(line) for line in lines[: options.limit]]
    assistant = Assistant(options.library)
    assistant.warm_up()
    clock = Clock()
    usual, whole = [], []
    with clock.watching():
        for one in asked[:WARM_UP]:
            clock.ask(assistant, one)
        for one in asked:
            usual.append(clock.ask(assistant, one))
            if options.all_passages:
                with patch("qa.reader.OUT_OF_REACH", math.inf):
                    whole.append(clock.ask(assistant, one))
    print("\n".join(table("as usual", usual)))
    if whole:
        print("\n".join(["", *table("all passages read", whole)]))


if __name__ == "__main__":
    main()
