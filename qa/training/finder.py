"""Finds passages that look as if they answered: BM25 over training passages."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from qa.language.words import content_words, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable

K1, B = 1.2, 0.75
"""How soon a word's further occurrences count less, and how much a long passage's do
(Robertson and Zaragoza, The probabilistic relevance framework, 2009)."""

MOST_WORDS = 24
"""Of a text that is searched for."""


class Finder:
    """BM25 over passages by number, in memory.

    What each occurrence of a word adds is worked out once, and a search adds up a few arrays: over
    36,000 passages many times as fast as SQLite's full-text search, which ranks all passages that
    have any of the words.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [Counter(stems(text)) for text in texts]
        self._passages = len(counts)
        lengths = np.array([count.total() for count in counts], np.float32)
        damping = K1 * (1 - B + B * lengths / max(float(lengths.sum()) / max(len(counts), 1), 1.0))
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for one, times in count.items():
                found[one].append((number, times))
        self._added: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for one, places in found.items():
            numbers, times = np.array(places, np.int32).T
            rarity = math.log(1 + (self._passages - len(places) + 0.5) / (len(places) + 0.5))
            added = rarity * times * (K1 + 1) / (times + damping[numbers])
            self._added[one] = numbers, added.astype(np.float32)

    def nearest(self, wanted: Iterable[str], limit: int) -> list[int]:
        """The numbers of up to `limit` passages that share most with these stems, best first."""
        scores = np.zeros(self._passages, np.float32)
        for one in dict.fromkeys(wanted):
            if one in self._added:
                numbers, added = self._added[one]
                scores[numbers] += added
        hits = np.flatnonzero(scores)
        if len(hits) > limit:
            least = np.partition(scores[hits], -limit)[-limit]
            hits = hits[scores[hits] >= least]
        ordered = hits[np.argsort(-scores[hits], kind="stable")]
        return [int(number) for number in ordered[:limit]]

    def nearest_to(self, text: str, limit: int) -> list[int]:
        """As `nearest`, for the content words of a text."""
        return self.nearest(map(stem, content_words(text)[:MOST_WORDS]), limit)
