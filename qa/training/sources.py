"""Question-answering collections -> Examples: SquadShifts, QAMR, TREC QA and MultiRC.

Each function reads one collection of `../shared/data/reader-training` (see docs/reader.md for what
they are and their licences) and pairs each question with near misses of its own collection.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from qa.training.examples import (
    Candidate,
    Example,
    from_sentences,
    join_tokens,
    plain,
    window,
    without_evidence,
)
from qa.training.finder import Finder

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Part = tuple[str, tuple[tuple[int, int], ...], bool]
"""A sentence, the (start, end) of answers in it, and whether it answers."""

NEGATIVES = 4
"""Passages that do not answer, kept for each question; one is drawn in each epoch."""

QAMR_QUESTIONS = 8
"""Of each sentence, of about twenty that were asked: the rest asks the same again."""


def squad_examples(path: Path, generator: random.Random) -> Iterator[Example]:
    """A file in SQuAD's form.

    Near misses: like passages of the file, and the passage itself without the sentence that
    answers.
    """
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    paragraphs = [p for article in data for p in article["paragraphs"]]
    texts = [p["context"] for p in paragraphs]
    finder = Finder(texts)
    others = [window(Candidate.of(text), generator) for text in texts]
    source = path.stem.removeprefix("squadshifts_").removesuffix("_v1.0")
    for number, paragraph in enumerate(paragraphs):
        for asked in paragraph["qas"]:
            span = _agreed(asked["answers"])
            if span is None:
                continue
            positive = window(Candidate.of(texts[number], [span]), generator)
            answer = texts[number][slice(*span)].lower()
            near = [n for n in finder.nearest_to(asked["question"], 12) if n != number]
            negatives = [plain(others[n]) for n in near if answer not in texts[n].lower()]
            rest = without_evidence(positive)
            yield Example(
                asked["question"],
                positive,
                tuple(([rest] if rest else []) + negatives[: NEGATIVES - 1]),
                source,
            )


def qamr_examples(folder: Path, generator: random.Random) -> Iterator[Example]:
    """QAMR asks about single sentences; passages are made of like sentences of other texts."""
    sentences: dict[str, list[str]] = {}
    for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines():
        key, _, tokens = line.partition("\t")
        sentences[key] = tokens.split()
    keys = list(sentences)
    texts = [join_tokens(sentences[key]) for key in keys]
    numbers = {key: number for number, key in enumerate(keys)}
    finder = Finder(texts)
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ("dev.tsv", "test.tsv"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            asked[fields[0]].append((fields[5], fields[6]))
    for key, questions in asked.items():
        number = numbers[key]
        near = [n for n in finder.nearest_to(texts[number], 12) if n != number]
        for question, indices in generator.sample(questions, min(QAMR_QUESTIONS, len(questions))):
            marked = [sentences[key][int(i)] for i in indices.split()]
            span = _span(texts[number], join_tokens(marked))
            if span is None:
                continue
            fellows = generator.sample(near, min(len(near), generator.randint(1, 4)))
            parts: list[Part] = [(texts[number], (span,), True)]
            parts += [(texts[n], (), False) for n in fellows]
            generator.shuffle(parts)
            answer = texts[number][slice(*span)].lower()
            others = [texts[n] for n in near if answer not in texts[n].lower()]
            rest: list[Part] = [(text, (), False) for text in others[:4]]
            negative = from_sentences(rest)
            yield Example(question, from_sentences(parts), (negative,), "qamr")


def trecqa_examples(folder: Path, generator: random.Random, draws: int = 3) -> Iterator[Example]:
    """TREC QA: newswire sentences judged for a question; the rejected are the best near misses."""
    for name in ("TRAIN.xml", "DEV.xml", "TEST.xml"):
        text = (folder / name).read_text(encoding="utf-8", errors="replace")
        for block in text.split("<QApairs")[1:]:
            question = _treebank(block, "question")[0][0]
            rights = _treebank(block, "positive")
            wrongs = list(dict.fromkeys(text for text, _ in _treebank(block, "negative")))
            for right, answer in rights:
                span = _span(right, answer)
                for _ in range(draws):
                    drawn = generator.sample(wrongs, min(len(wrongs), 7))
                    parts = [(right, (span,) if span else (), True)]
                    parts += [(wrong, (), False) for wrong in drawn[:3]]
                    generator.shuffle(parts)
                    rest = [(wrong, (), False) for wrong in drawn[3:]]
                    negatives = (from_sentences(rest),) if rest else ()
                    yield Example(question, from_sentences(parts), negatives, "trecqa")


def multirc_examples(folder: Path, generator: random.Random) -> Iterator[Example]:
    """MultiRC: questions that several sentences answer; trains the choice of the sentence."""
    rows: dict[tuple[str, str], set[str]] = {}
    for line in (folder / "val1.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        question = row["query"].split(" || ")[0].strip()
        for group in row["evidences"]:
            for evidence in group:
                rows.setdefault((evidence["docid"], question), set()).add(evidence["text"])
    for (document, question), evidence in rows.items():
        path = folder / "docs" / document
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        parts: list[Part] = [
            (join_tokens(line.split()), (), line in evidence) for line in lines if line
        ]
        whole = from_sentences(parts)
        if not whole.evidence:
            continue
        rest = without_evidence(whole)
        yield Example(
            join_tokens(question.split()),
            window(whole, generator),
            (window(rest, generator),) if rest else (),
            "multirc",
        )


def _agreed(answers: Sequence[dict[str, Any]]) -> tuple[int, int] | None:
    """The (start, end) that most annotators marked; of equally many, the shortest."""
    spans = Counter((a["answer_start"], a["answer_start"] + len(a["text"])) for a in answers)
    if not spans:
        return None
    return min(spans, key=lambda span: (-spans[span], span[1] - span[0]))


def _treebank(block: str, kind: str) -> list[tuple[str, str]]:
    """The (sentence, answer or "") pairs of one kind in a block of TREC QA's files."""
    found = []
    for body in re.findall(rf"<{kind}>\n(.*?)</{kind}>", block, re.DOTALL):
        lines = body.strip("\n").split("\n")
        answer = join_tokens(lines[5].split("\t")) if len(lines) > 5 else ""  # noqa: PLR2004
        found.append((join_tokens(lines[0].split("\t")), answer.strip()))
    return found


def _span(text: str, answer: str) -> tuple[int, int] | None:
    """Where `answer` stands in `text`, or None."""
    start = text.lower().find(answer.lower()) if answer else -1
    return (start, start + len(answer)) if start >= 0 else None
