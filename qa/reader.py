"""Finds the sentences that answer: question and passages -> scored evidence.

Extractive, with no language model: a sentence is as good as the share of the question's words that
it carries, each weighted by how rare it is in the library, and as near as it is in meaning. The
evidence score says how well the best passage carries the question as a whole and is what a
refusal is decided by.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.words import stem, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.article import Sentence
    from index.embedding import Embedder
    from qa.question import Question
    from qa.retrieve import RankedPassage

PASSAGES_READ = 8

WORDS_WEIGHT, MEANING_WEIGHT, CONTEXT_WEIGHT, RANK_WEIGHT = 1.0, 0.8, 0.4, 0.2
"""Of a sentence's own words, its similarity, the words of its passage and headline, and its
passage's place. Found on half of the visible questions; see docs/results.md."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that may answer. `score` orders sentences; the rest says why.

    `covered` is the weighted share (0 to 1) of the question's words in the sentence, `context`
    the same for its passage with the headline, `similarity` the cosine with the question.
    """

    ranked: RankedPassage
    sentence: Sentence
    score: float
    covered: float
    context: float
    similarity: float

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


def read(
    question: Question,
    ranked: Sequence[RankedPassage],
    word_weights: Mapping[str, float],
    embedder: Embedder | None,
) -> list[Evidence]:
    """Score every sentence of the best passages, best first.

    `embedder` None: by words alone, while the model is still loading.
    """
    found = [
        (passage, place, sentence)
        for place, passage in enumerate(ranked[:PASSAGES_READ])
        for sentence in passage.stored.passage.sentences
    ]
    if not found:
        return []
    texts = [p.stored.article.text[s.start : s.end] for p, _, s in found]
    similarities = _similarities(question.standalone, texts, embedder)
    contexts = {
        place: _covered(f"{p.stored.article.title}\n{p.stored.text}", word_weights)
        for place, p in enumerate(ranked[:PASSAGES_READ])
    }
    evidence = []
    for (passage, place, sentence), text, similarity in zip(
        found, texts, similarities, strict=True
    ):
        covered = _covered(text, word_weights)
        score = (
            WORDS_WEIGHT * covered
            + MEANING_WEIGHT * similarity
            + CONTEXT_WEIGHT * contexts[place]
            + RANK_WEIGHT / (1 + place)
        )
        evidence.append(Evidence(passage, sentence, score, covered, contexts[place], similarity))
    return sorted(evidence, key=lambda e: (-e.score, e.ranked.stored.passage.passage_id))


def evidence_score(evidence: Sequence[Evidence], question: Question) -> float:
    """How well the evidence answers the question as a whole, 0 to 1: what a refusal rests on."""
    if not evidence or not question.words:
        return 0.0
    context = max(e.context for e in evidence)
    covered = max(e.covered for e in evidence)
    similarity = max(e.similarity for e in evidence)
    return (context + covered + max(similarity, 0.0)) / 3


def _covered(text: str, word_weights: Mapping[str, float]) -> float:
    total = sum(word_weights.values())
    present = set(stems(text))
    return sum(w for s, w in word_weights.items() if s in present) / total if total else 0.0


def _similarities(
    question: str, texts: Sequence[str], embedder: Embedder | None
) -> Sequence[float]:
    if embedder is None:
        return [0.0] * len(texts)
    vectors = embedder.embed_passages(texts)
    asked = embedder.embed_questions([question])[0]
    return [float(value) for value in vectors @ asked]
