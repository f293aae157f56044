"""The few words that answer, where a name, a number, a date or a place is asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.language.numbers import amounts
from qa.language.words import content_words, stem, words
from qa.understanding.answer_kind import is_of_kind
from qa.understanding.month_names import MONTH

if TYPE_CHECKING:
    from qa.evidence import Evidence
    from qa.question import Question

SHORT_KINDS = frozenset({"person", "number", "date", "place", "thing"})

MOST_WORDS = 8
"""In a short answer; what is longer is no name, number, date or place."""

CERTAIN = -1.0
"""The log-probability of a short answer's place from which on it is relied upon."""

LEADING = 1.4
"""Log-odds that a sentence must have for its short answer to lead, a probability of 0.8. With both,
five of six leading answers were right on the visible news questions; without, seven of ten."""

_SEVERAL = re.compile(
    r"\b(?:what|which|who|name)(?: are| were)?(?: the)? (?:two|three|four|five|six|seven|both)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r",|;|&|\band\b|\bor\b")

_ROUGHLY = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|approximately|some|more than|over|at least|close to"
    r"|just under|up to)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{MONTH})(?!\w)")


def short_answer(found: Evidence, question: Question) -> str | None:
    """The words that the reader marked, verbatim, if they can be what is asked for; else None.

    They must be of the kind asked for, short, and not all words of the question; where several are
    asked for, more than one.
    """
    text = found.short_answer
    if text is None or question.kind not in SHORT_KINDS:
        return None
    asked = {stem(word) for word in words(question.standalone)}
    is_new = any(stem(word) not in asked for word in words(text))
    fits = is_of_kind(text, question.kind) and len(text.split()) <= MOST_WORDS
    if question.kind == "thing":  # of which only a name or a number says something alone
        fits = fits and (is_of_kind(text, "person") or is_of_kind(text, "number"))
    if _SEVERAL.search(question.standalone):  # one of two is half an answer
        fits = fits and _LISTED.search(text) is not None
    return text if is_new and fits else None


def is_certain(found: Evidence) -> bool:
    """Whether the reader marked the short answer with confidence."""
    return found.read is not None and found.read.answer_score >= CERTAIN


def same(one: str, other: str) -> bool:
    """Whether two short answers may mean the same: a number, or else a weighty word, in common.

    "Nearly 40" and "38" may, too: where one of two numbers is said to be rough, a tenth is near.
    "Jan. 3" and "Feb. 3" may not: of two dates the months must be the same.
    """
    (first, left), (second, right) = meaning(one), meaning(other)
    if _months(one) and _months(other) and _months(one).isdisjoint(_months(other)):
        return False
    if first and second:
        rough = _ROUGHLY.search(f"{one} {other}") is not None
        return not first.isdisjoint(second) or (rough and _are_near(first, second))
    return not left.isdisjoint(right) or not left or not right


def _months(text: str) -> frozenset[str]:
    """The months that a text names, in three letters each."""
    return frozenset(found[:3] for found in _MONTH.findall(text))


def _are_near(first: frozenset[float], second: frozenset[float]) -> bool:
    return any(abs(a - b) <= max(a, b) / 10 for a in first for b in second)


@lru_cache(maxsize=4096)
def meaning(text: str) -> tuple[frozenset[float], frozenset[str]]:
    """The numbers of a short answer with their scales, and the stems of its content words."""
    found = {value for amount in amounts(text) for value, _ in amount.readings}
    return frozenset(found), frozenset(stem(word) for word in content_words(text))
