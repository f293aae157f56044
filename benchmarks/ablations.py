"""What each part of finding and choosing adds to the answers.

    python benchmarks/ablations.py --data DIR --library DIR

Asks all questions of the news set with every part, and again with one part taken out; printed are
the measures and what each loses, with paired bootstrap 95 % intervals over the same cases. The
weights of the joint score stay as they are (what each of these adds: reader_weights.py). `misspelt`
are the questions with one letter of a name changed; `statements` ask for what a named person said
(held-out attributions, in a library of their own): right is a quote that holds the statement. The
network reads each pair of question and passage once for all variants, and the vectors nearest to a
question are looked up once.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import qa.retrieve
from index.article_filter import ArticleFilter
from index.build import build
from index.embedding import Embedder
from qa.assistant import Assistant
from qa.evaluation.metrics import area_under_curve, contains
from qa.language.words import names
from qa.reading.trained import TrainedReader
from qa.training.statements import statement_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.reading import PassageToRead, SentenceScore

NEWS = ("questions", "questions-paraphrased", "near-miss")
RESAMPLES = 1000

VARIANTS: dict[str, dict[str, Any]] = {
    "the reader": {"reader": "words"},
    "vectors": {"qa.retrieve.PassageRetriever._by_vectors": lambda *_: {}},
    "full text": {"qa.retrieve.PassageRetriever._by_words": lambda *_: {}},
    "one slot for each story": {"qa.retrieve._Versions.take": lambda *_: True},
    "days read from words": {"qa.finding.articles_for": lambda _, allowed: allowed},
    "the latest first": {"qa.understanding.time_range._LATEST": re.compile("(?!)")},
    "outlets asked for": {"qa.question.may_ask_for_an_outlet": lambda _: False},
    "other spellings": {"qa.question.spellings": lambda *_: {}},
    "refusing names that no article has": {
        "qa.opened.OpenedLibrary.missing_names": lambda *_: [],
    },
    "the kind of answer": {"qa.question.answer_kind": lambda _: "thing"},
    "words before vectors where it is asked what somebody said": {
        "qa.retrieve.WHERE_WORDS_TELL_MORE": 1.0,
    },
    "the topic of what somebody said": {"qa.reader._topic": lambda *_: {}},
    "only the speaker's own words": {"qa.question.speaker_asked_for": lambda _: None},
    "both of two answers that differ": {"qa.compose.disagreement": lambda *_: None},
    "the other version of a sentence": {"qa.selection.other_version": lambda *_: None},
    "reading eight passages, not four": {"qa.reader.PASSAGES_READ": 4},
    "leaving out of reading what is out of reach": {"qa.reader.OUT_OF_REACH": math.inf},
    "how far the articles agree": {
        "qa.reader.agreement": lambda passages, *_: [[0.0] * len(one) for one in passages],
    },
    "the sentence that asks, read alone": {"qa.reader.asking_part": lambda question: question},
    "age by what has come after, too": {"qa.freshness.FRESH_ARTICLES": 1e-9},
    "days of what went before, which bound nothing": {
        "qa.understanding.time_range._BACKGROUND": re.compile("(?!)"),
    },
    "showing up to three sentences, not one": {"qa.selection.MOST_SENTENCES": 1},
}
"""What is taken out, and how: the reader's name, or what stands in the place of a part."""


class ReadOnce:
    """The shipped reader, which keeps what it has read."""

    ready = True

    def __init__(self) -> None:
        self._reader = TrainedReader()
        self._known: dict[tuple[str, PassageToRead], list[SentenceScore]] = {}

    def load(self) -> None:
        """Load the weights."""
        self._reader.load()

    def score(self, question: str, passages: Sequence[PassageToRead]) -> list[list[SentenceScore]]:
        """As the reader's."""
        new = [one for one in passages if (question, one) not in self._known]
        for one, found in zip(new, self._reader.score(question, new), strict=True):
            self._known[question, one] = found
        return [self._known[question, one] for one in passages]


def once(function: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which keeps what it gave for each key of its arguments."""
    known: dict[Any, Any] = {}

    def kept(*arguments: Any) -> Any:
        of = key(*arguments)
        if of not in known:
            known[of] = function(*arguments)
        return known[of]

    return kept


@dataclass(frozen=True, slots=True)
class Asked:
    """One case: `answers` any of which is right, empty where a refusal is."""

    name: str
    library: Path
    question: str
    answers: tuple[str, ...]
    exclude: frozenset[str] = frozenset()
    day: date | None = None


def news_cases(data: Path, library: Path) -> Iterator[Asked]:
    """The three sets of news questions, and the first with names misspelt."""
    for name in NEWS:
        for line in (data / "news-qa" / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            day, exclude = date.fromisoformat(row["as_of"]), frozenset(row.get("exclude", ()))
            answers = tuple(row["answers"])
            case = name if answers or name != "questions" else "unanswerable"
            yield Asked(case, library, row["question"], answers, exclude, day)
            changed = misspelt(row["question"])
            if case == "questions" and changed:
                yield Asked("misspelt", library, changed, answers, exclude, day)


def misspelt(question: str) -> str | None:
    """The question with a vowel of its longest name changed, or None where it has no long one."""
    longest = max(names(question), key=len, default="")
    places = [n for n, letter in enumerate(longest) if n and letter in "aeiou"]
    if len(longest) < 6 or not places:  # noqa: PLR2004
        return None
    place = places[len(places) // 2]
    other = longest[:place] + ("e" if longest[place] != "e" else "a") + longest[place + 1 :]
    return question.replace(longest, other)


def statement_cases(data: Path, folder: Path) -> Iterator[Asked]:
    """Questions for what a named person said, over a library of the held-out articles."""
    lines = [
        json.loads(line)
        for path in sorted((data / "attribution").glob("dev_*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    rows = [
        {"title": row.get("title") or f"Article {n}", "text": row["text"]}
        for n, row in enumerate(lines)
    ]
    source = folder / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build(folder / "library", [source], Embedder())
    paths = sorted((data / "attribution").glob("dev_*.jsonl"))
    for example in statement_examples(paths, random.Random(5)):  # noqa: S311 - the same again
        if example.positive is not None:
            said = example.positive.text[slice(*example.positive.answers[0])]
            yield Asked("statements", folder / "library", example.question, (said,))


def ask_all(
    cases: Sequence[Asked], reader: ReadOnce, changes: dict[str, Any]
) -> dict[str, np.ndarray]:
    """By set, one row a case: (log-odds or probability, right, refused)."""
    changes = dict(changes)
    found: dict[str, list[tuple[float, float, float]]] = {}
    with ExitStack() as stack:
        if changes.pop("reader", None) is None:
            stack.enter_context(patch("qa.assistant.open_reader", lambda _: reader))
            named = None
        else:
            named = "words"
        for target, value in changes.items():
            stack.enter_context(patch(target, value))
        assistants = {one: Assistant(one, reader=named) for one in {case.library for case in cases}}
        for case in cases:
            allowed = ArticleFilter(exclude=case.exclude)
            answer = assistants[case.library].ask(case.question, (), allowed, case.day)
            quotes = [citation.quote for citation in answer.citations]
            right = any(contains(quote, a) for quote in quotes for a in case.answers)
            outcome = (answer.evidence_score, float(right), float(answer.abstained))
            found.setdefault(case.name, []).append(outcome)
    return {name: np.array(rows) for name, rows in found.items()}


def measures(found: dict[str, np.ndarray]) -> dict[str, float]:
    """Answers inside a cited quote, near misses' area, and what was refused wrongly and rightly."""
    questions, near = found["questions"][:, 0], found["near-miss"][:, 0]
    return {
        "questions": float(found["questions"][:, 1].mean()),
        "paraphrased": float(found["questions-paraphrased"][:, 1].mean()),
        "near-miss area": area_under_curve(list(questions), list(near)),
        "misspelt": float(found["misspelt"][:, 1].mean()),
        "statements": float(found["statements"][:, 1].mean()),
        "near misses refused": float(found["near-miss"][:, 2].mean()),
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
    reader = ReadOnce()
    embed = once(Embedder.embed_questions, lambda _, texts: tuple(texts))
    look_up = once(
        qa.retrieve.nearest,
        lambda store, vector, *rest: (store.client.id, tuple(vector), *rest),
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(Embedder, "embed_questions", embed),
        patch.object(qa.retrieve, "nearest", look_up),
    ):
        asked = [
            *news_cases(options.data, options.library),
            *statement_cases(options.data, Path(folder)),
        ]
        compare_all(asked, reader, options.only)


def compare_all(asked: Sequence[Asked], reader: ReadOnce, only: Sequence[str] | None) -> None:
    """Ask with everything, then without each part; print what changes."""
    whole = ask_all(asked, reader, {})
    cases = {name: len(rows) for name, rows in whole.items()}
    print(f"cases: {cases}")
    print(
        "everything: " + ", ".join(f"{n} {v:.3f}" for n, v in measures(whole).items()), flush=True
    )
    for variant, changes in VARIANTS.items():
        if only and variant not in only:
            continue
        less = ask_all(asked, reader, changes)

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
        print(f"without {variant}: " + ", ".join(told), flush=True)


if __name__ == "__main__":
    main()
