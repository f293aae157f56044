"""Versions of one story: whether a near-copy says something else where it matters.

Six copies of a wire report count once. But a copy in which a number or a name is another one is
another version, later or wrong, and a reader must see both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.split import split_sentences
from qa.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME_SENTENCE = 0.6
"""Two sentences with this share of their words in common tell the same thing."""

_FACT = re.compile(r"\d[\d.,]*\d|\d|\b[A-Z][\w’'-]+")


def tells_otherwise(text: str, other: str) -> bool:
    """Whether a sentence of `text` has a number or name in the place of another one in `other`.

    Only what the other text has nowhere counts: a sentence more or less is no other version.
    """
    facts, others = set(_FACT.findall(text)), set(_FACT.findall(other))
    if not facts - others or not others - facts:
        return False
    return any(
        set(_FACT.findall(one)) - others and set(_FACT.findall(alike)) - facts
        for one, alike in _alike(text, other)
    )


def _alike(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Sentences of the two texts that tell the same in nearly the same words."""
    found = [(sentence, set(words(sentence))) for sentence in _sentences(other)]
    for sentence in _sentences(text):
        own = set(words(sentence))
        for alike, its in found:
            shared = len(own & its)
            if sentence != alike and shared >= SAME_SENTENCE * max(len(own), len(its), 1):
                yield sentence, alike


def _sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text)]
