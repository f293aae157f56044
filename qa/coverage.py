"""How much of a question's words a text carries, each weighted by how rare it is in the library."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qa.language.words import asking_part, stem, stems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.question import Question

BACKGROUND = 0.3
"""What a word of the sentences before the one that asks counts, to one of the latter."""


def weights(question: Question, frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """The weight of each stem of the question: its inverse document frequency, as in BM25.

    Of the sentences before the one that asks, a part of it (BACKGROUND).
    `frequencies`: in how many of the library's `passages` each of the question's words occurs.
    """
    known: dict[str, float] = {}
    for word in question.words:
        frequency = frequencies.get(word, 0)
        known[stem(word)] = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
    asked = set(stems(asking_part(question.standalone)))
    return {word: w if word in asked else BACKGROUND * w for word, w in known.items()}


def covered(text: str, word_weights: Mapping[str, float]) -> float:
    """The weighted share (0 to 1) of the question's words that a text has."""
    total = sum(word_weights.values())
    present = set(stems(text))
    return sum(w for s, w in word_weights.items() if s in present) / total if total else 0.0
