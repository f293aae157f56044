"""Versions of one story: whether a near-copy says something else where it matters.

Six copies of a wire report count once. But a copy in which a number or a name is another one is
another version, later or wrong, and a reader must see both.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from index.split import split_sentences
from qa.language.person import NOT_NAMES
from qa.language.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME_SENTENCE = 0.6
"""Two sentences with this share of their words in common tell the same thing."""

MOST_CHANGES = 2
"""Places in which another version has another number or name; more, and it is of something else."""

_FACT = re.compile(r"\d[\d.,]*\d|\d|\b[A-Z](?:\.[A-Z])+|\b[A-Z][\w’'-]+")
_TOKEN = re.compile(r"\S+")


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


def changed_words(one: str, other: str) -> tuple[str, str] | None:
    """The words with which each of two sentences says otherwise what both tell; None if none.

    They have to tell the same in nearly the same words but for a number or a name.
    """
    (own, plain), (its, other_plain) = _tokens(one), _tokens(other)
    if len(set(plain).intersection(other_plain)) < SAME_SENTENCE / 2 * max(len(own), len(its)):
        return None  # what follows is slow, and hardly any two sentences are alike
    matcher = SequenceMatcher(None, plain, other_plain, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < SAME_SENTENCE * max(len(own), len(its), 1):
        return None
    changes = [
        (_span(one, own[a:b]), _span(other, its[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag == "replace" and _facts_differ(_told(own[a:b]), _told(its[c:d]))
    ]
    return changes[0] if 0 < len(changes) <= MOST_CHANGES else None


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[tuple[re.Match[str], ...], tuple[str, ...]]:
    """The tokens of a sentence, and how they are compared."""
    found = tuple(_TOKEN.finditer(text))
    return found, tuple(_plain(token) for token in found)


def _plain(token: re.Match[str]) -> str:
    return fold(token.group().strip(".,;:!?()“”\"‘’'"))


def _span(text: str, tokens: Sequence[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()].strip(" ,;:!?()“”\"‘’'")


def _told(tokens: Sequence[re.Match[str]]) -> str:
    """The words of a change, without one that has its capital from beginning the sentence."""
    words_of = [token.group() for token in tokens]
    first = _plain(tokens[0])
    if tokens[0].start() == 0 and (first in NOT_NAMES or first.endswith("ing")):
        words_of = words_of[1:]
    return " ".join(words_of)


def _facts_differ(one: str, other: str) -> bool:
    """Whether two changed parts are two facts of one kind that have nothing in common."""
    if abs(len(one.split()) - len(other.split())) > 1:
        return False  # said at another length it is put in other words, and no other fact
    facts, others = _facts(one), _facts(other)
    numbers, other_numbers = _numbers(facts), _numbers(others)
    if numbers and other_numbers:
        return numbers.isdisjoint(other_numbers)
    return bool(facts and others) and facts.isdisjoint(others)


def _facts(text: str) -> set[str]:
    found = _FACT.findall(text)
    return {one if one[0].isdigit() else one.replace(".", "").lower() for one in found}


def _numbers(facts: set[str]) -> set[str]:
    return {fact for fact in facts if fact[0].isdigit()}


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
