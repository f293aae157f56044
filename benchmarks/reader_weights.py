"""How the reader's weights were found.

    python benchmarks/reader_weights.py QUESTIONS.jsonl ... --library DIR

Ranks the sentences of the eight best passages by each mix of weights on a random half of the
answerable questions, and reports the best mixes on the other half, beside the mix in use. The
similarity of single sentences is among what is tried.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.answers import holds
from index.catalogue import ArticleFilter, open_catalogue
from qa import reader
from qa.assistant import PASSAGES_RANKED, Assistant
from qa.question import understand
from qa.retrieve import PassageRetriever

GRID = ([0, 0.2, 0.4, 0.8], [0, 0.4, 0.8, 1.2], [0, 0.1, 0.2, 0.4])
"""Weights tried: of the sentence's similarity, its passage's words, its length."""


def features(assistant: Assistant, line: str) -> tuple[np.ndarray, np.ndarray]:
    """(sentences x [words, similarity, context, length], sentences: holds the answer)."""
    case = json.loads(line)
    asked = understand(case["question"], case.get("history", ()), date.fromisoformat(case["as_of"]))
    with open_catalogue(assistant.library) as catalogue:
        version = catalogue.version()
        embedder, store = assistant._open_embedder(version), assistant._open_store(version)  # noqa: SLF001
        retriever = PassageRetriever(catalogue, store, embedder, ArticleFilter(), PASSAGES_RANKED)
        frequencies = assistant._word_frequencies(catalogue, version, asked)  # noqa: SLF001
        word_weights = reader.weights(asked, frequencies, catalogue.passage_count())
        evidence = reader.read(retriever.ranked(asked.standalone), word_weights)
    texts = [found.text for found in evidence]
    similarity = embedder.embed_passages(texts) @ embedder.embed_questions([asked.standalone])[0]
    rows = [
        (found.covered, cosine, found.context, min(len(found.text.split()) / 60, 1))
        for found, cosine in zip(evidence, similarity, strict=True)
    ]
    return np.array(rows), np.array([holds(text, case["answers"]) for text in texts])


def hits(cases: list[tuple[np.ndarray, np.ndarray]], mix: tuple[float, ...]) -> tuple[float, float]:
    """Share of cases with the answer in the first sentence, and in the first two."""
    orders = [np.argsort(-(rows @ np.array((1.0, *mix))), kind="stable") for rows, _ in cases]
    found = [held[order] for order, (_, held) in zip(orders, cases, strict=True)]
    return float(np.mean([f[0] for f in found])), float(np.mean([f[:2].any() for f in found]))


def main() -> None:
    """Print the best mixes of one half on the other half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    options = parser.parse_args()
    assistant = Assistant(options.library)
    lines = [
        line
        for path in options.questions
        for line in path.read_text(encoding="utf-8").splitlines()
        if json.loads(line)["answers"]
    ]
    cases = [features(assistant, line) for line in lines]
    random.Random(1).shuffle(cases)  # noqa: S311 - a split, not a secret
    half = len(cases) // 2
    train, test = cases[:half], cases[half:]
    mixes = sorted(itertools.product(*GRID), key=lambda mix: -sum(hits(train, mix)))
    in_use = (0.0, reader.CONTEXT_WEIGHT, reader.LENGTH_WEIGHT)
    print("similarity, context, length | first / first two, tuned half | other half")
    for mix in [*mixes[:5], in_use, (0.8, *in_use[1:])]:
        figures = [
            " / ".join(f"{share:.3f}" for share in hits(part, mix)) for part in (train, test)
        ]
        print(f"{mix} | {figures[0]} | {figures[1]}{'  in use' if mix == in_use else ''}")


if __name__ == "__main__":
    main()
