"""Gathers the training examples of all sources, the same ones for the same seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.embedding import Embedder
from index.errors import DatelineError
from index.split import split_sentences
from qa.training.near_misses import with_near_misses
from qa.training.news import news_examples, read_articles
from qa.training.sources import (
    multirc_examples,
    qamr_examples,
    squad_examples,
    trecqa_examples,
)
from qa.training.statements import statement_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from qa.training.examples import Example

SOURCES = (
    "new_wiki",
    "reddit",
    "amazon_reviews",
    "qamr",
    "trecqa",
    "multirc",
    "statements",
    "news",
)

SHORTEST_SHARED = 40
"""Characters from which on a sentence that two collections share is no accident."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the reader is checked with and must not be trained on: questions and sentences."""

    questions: frozenset[str]
    sentences: frozenset[str]

    @classmethod
    def read(cls, reading: Path) -> Checked:
        """The questions and the sentences of `xquad.en` and `squad2_500`."""
        whole = json.loads((reading / "xquad.en.json").read_text(encoding="utf-8"))["data"]
        paragraphs = [paragraph for article in whole for paragraph in article["paragraphs"]]
        path = reading / "squad2_500" / "queries.json"
        queries = json.loads(path.read_text(encoding="utf-8"))["queries"]
        asked = [one["question"] for paragraph in paragraphs for one in paragraph["qas"]]
        asked += [query["question"] for query in queries]
        texts = {one["context"] for one in (*paragraphs, *queries)}
        sentences = {text[s.start : s.end] for text in texts for s in split_sentences(text)}
        return cls(
            frozenset(question.casefold() for question in asked),
            frozenset(sentence for sentence in sentences if len(sentence) >= SHORTEST_SHARED),
        )

    def has(self, example: Example) -> bool:
        """Whether an example has a question or a sentence of the checks."""
        passages = [one for one in (example.positive, *example.negatives) if one is not None]
        return example.question.casefold() in self.questions or any(
            one.sentence(n) in self.sentences for one in passages for n in range(len(one.sentences))
        )


def gather(
    data: Path,
    seed: int,
    sources: Iterable[str],
    progress: Callable[[str], None],
    *,
    near_misses: bool = True,
) -> Iterator[Example]:
    """The examples of the named sources, in `data` as its README lays it out.

    With `near_misses`, further ones are made of what answers (`near_misses.py`). Examples that
    share a question or a sentence with what the reader is checked with are left out.
    Raises DatelineError where a source is not there. `progress` is told of each source begun.
    """
    reading = data / "reader-training"
    if not (
        reading.is_dir()
        and any((data / "attribution").glob("train_*.jsonl"))
        and any((data / "news-qa").glob("articles_*.jsonl"))
    ):
        raise DatelineError(
            f"{data} has no training data: looked for reader-training/, attribution/train_*.jsonl "
            "and news-qa/articles_*.jsonl. Name its folder with --data."
        )
    checks = Checked.read(reading)
    for source in sources:
        progress(source)
        generator = random.Random(f"{seed} {source}")
        for plain_example in _examples(source, data, generator):
            made = with_near_misses(plain_example, generator) if near_misses else [plain_example]
            for example in made:
                if not checks.has(example):
                    yield example


def _examples(source: str, data: Path, generator: random.Random) -> Iterator[Example]:
    reading = data / "reader-training"
    if source == "qamr":
        return qamr_examples(reading / "qamr", generator)
    if source == "trecqa":
        return trecqa_examples(reading / "trecqa", generator)
    if source == "multirc":
        return multirc_examples(reading / "multirc", generator)
    if source == "statements":
        return statement_examples(sorted((data / "attribution").glob("train_*.jsonl")), generator)
    if source == "news":
        articles = read_articles(sorted((data / "news-qa").glob("articles_*.jsonl")))
        return news_examples(articles, Embedder(), generator)
    return squad_examples(reading / f"squadshifts_{source}_v1.0.json", generator)
