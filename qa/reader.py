"""Finds the sentences that answer: question and passages -> scored evidence.

Extractive, with no language model: a sentence is as good as the share of the question's words that
it and its passage carry, each weighted by how rare it is in the library. The similarity of single
sentences was measured and added nothing to the choice (docs/results.md), so nothing is embedded
here. The evidence score says how well the best passages carry the question as a whole; a refusal
is decided by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.words import stem, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.article import Sentence
    from qa.question import Question
    from qa.retrieve import RankedPassage

PASSAGES_READ = 8

CONTEXT_WEIGHT, LENGTH_WEIGHT = 0.8, 0.1
"""Of the passage's words and of the sentence's length, beside 1 for the sentence's own words.
Found on one random half of the visible questions, reported on the other."""

_CLOSERS = "\"'”’)] "

FULL_LENGTH = 60
"""Words from which on a longer sentence gains nothing."""

EVIDENCE_WEIGHTS = (1.0, 0.5, 1.0)
"""Of the best passage's words, the best sentence's words and the best passage's similarity."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that may answer. `score` orders sentences; the rest says why.

    `covered` is the weighted share (0 to 1) of the question's words in the sentence, `context`
    the same for its passage with the headline.
    """

    ranked: RankedPassage
    sentence: Sentence
    score: float
    covered: float
    context: float

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.ranked.stored.article.text[self.sentence.start : self.sentence.end]


def weights(question: Question, frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """The weight of each stem of the question: its inverse document frequency, as in BM25.

    `frequencies`: in how many of the library's `passages` each of the question's words occurs.
    """
    known: dict[str, float] = {}
    for word in question.words:
        frequency = frequencies.get(word, 0)
        known[stem(word)] = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
    return known


def read(ranked: Sequence[RankedPassage], word_weights: Mapping[str, float]) -> list[Evidence]:
    """Score every sentence of the best passages, best first."""
    evidence = []
    for passage in ranked[:PASSAGES_READ]:
        article = passage.stored.article
        context = _covered(f"{article.title}\n{passage.stored.text}", word_weights)
        for sentence in passage.stored.passage.sentences:
            text = article.text[sentence.start : sentence.end]
            if text.rstrip(_CLOSERS).endswith("?"):
                continue  # a question answers nothing, however many of the words it repeats
            covered = _covered(text, word_weights)
            length = min(len(text.split()) / FULL_LENGTH, 1.0)
            score = covered + CONTEXT_WEIGHT * context + LENGTH_WEIGHT * length
            evidence.append(Evidence(passage, sentence, score, covered, context))
    return sorted(evidence, key=lambda found: -found.score)  # stable: the better passage first


def evidence_score(evidence: Sequence[Evidence]) -> float:
    """How well the evidence answers the question as a whole, 0 to 1: what a refusal rests on.

    Without similarities (the model is still loading) it is made of the words alone.
    """
    if not evidence:
        return 0.0
    parts = [
        (max(found.context for found in evidence), EVIDENCE_WEIGHTS[0]),
        (max(found.covered for found in evidence), EVIDENCE_WEIGHTS[1]),
    ]
    similarities = [
        found.ranked.similarity for found in evidence if found.ranked.similarity is not None
    ]
    if similarities:
        parts.append((max(0.0, *similarities), EVIDENCE_WEIGHTS[2]))
    return sum(value * weight for value, weight in parts) / sum(weight for _, weight in parts)


def _covered(text: str, word_weights: Mapping[str, float]) -> float:
    total = sum(word_weights.values())
    present = set(stems(text))
    return sum(w for s, w in word_weights.items() if s in present) / total if total else 0.0
