"""Copies and near-copies of one story.

The same wire report in six outlets is one story with six carriers and must count once. Two texts
are carriers of one story when at least half of their five-word sequences are the same. That share
(the Jaccard resemblance) is estimated from the smallest hashes of each text, after Broder, "On the
resemblance and containment of documents" (1997): with 64 hashes its standard error is 0.06.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHINGLE_WORDS = 5
SKETCH_SIZE = 64
SAME_STORY = 0.5
FEWEST_SHINGLES = 20
"""A text with fewer sequences than this says too little to be called a copy of another."""

_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """The up to 64 smallest hashes of the text's five-word sequences, ascending.

    Signed 64-bit integers, as SQLite stores them; empty for a text of under about 25 words.
    """
    import numpy as np

    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    if len(words) < FEWEST_SHINGLES + SHINGLE_WORDS:
        return []
    codes = np.array(words, dtype=np.uint64)
    count = len(words) - SHINGLE_WORDS + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE_WORDS):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count]
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
    smallest = np.unique(mixed.view(np.int64))[:SKETCH_SIZE]
    return [int(value) for value in smallest]


def resemblance(one: Iterable[int], other: Iterable[int]) -> float:
    """The estimated share of sequences that two texts have in common, 0 to 1."""
    first, second = set(one), set(other)
    union = sorted(first | second)[:SKETCH_SIZE]
    return sum(value in first and value in second for value in union) / len(union) if union else 0.0
