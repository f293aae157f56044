"""Words that turn a statement around when one is put in the place of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qa.language.numbers import amounts, is_number
from qa.language.words import STOP_WORDS, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRS = (
    "first last,most least,more less,before after,highest lowest,largest smallest,increase decrease"
    ",increased decreased,won lost,win lose,north south,northern southern,east west,eastern western"
    ",oldest youngest,male female,began ended,begin end,start stop,buy sell,bought sold"
    ",support oppose,supported opposed,maximum minimum,best worst,early late,old new,higher lower"
    ",longest shortest,above below,inside outside,allowed banned,rise fall,rose fell,men women"
    ",positive negative,earliest latest,biggest smallest,hot cold,good bad,accept reject"
)
OPPOSITE = {
    one: other
    for pair in _PAIRS.split(",")
    for one, other in (pair.split(), reversed(pair.split()))
}
"""One opposite for each word, whatever stands beside it."""

_FURTHER = {"more": "fewer", "fewer": "more"}

_PLACED = {
    one: other
    for pair in ("for against", "up down", "with without")
    for one, other in (pair.split(), reversed(pair.split()))
}
"""Opposites in one place only: "voted for it" and "voted against it", but not "sued for" and "a
suit against"."""

_TAKES_SIDES = frozenset(
    map(stem, "vote argue rule campaign speak spoke testify lobby decide case evidence".split())
)
_AT_LEAST = (
    r"more than|over|above|at least|no fewer than|no less than|not less than|not fewer than"
    r"|upwards of|greater than|higher than|exceed(?:s|ed|ing)?"
)
_AT_MOST = (
    r"fewer than|less than|under|below|at most|no more than|not more than|up to|nearly|almost"
    r"|lower than"
)
_BOUND = re.compile(rf"\b(?:(?P<least>{_AT_LEAST})|{_AT_MOST})\s+(?=[$€£¥]?\w)", re.IGNORECASE)
"""What stands before a number as its bound; "no fewer than" before "fewer than"."""


class Turned(NamedTuple):
    """A word of one text, and its opposite that stands in the place of it in others."""

    word: str
    opposite: str


def turned_word(text: str, others: Sequence[str]) -> Turned | None:
    """A word of a text in whose place the others have its opposite, and never the word itself."""
    return _turned_bound(text, others) or _turned_alone(text, others) or _turned_place(text, others)


def _turned_alone(text: str, others: Sequence[str]) -> Turned | None:
    """A word that is an opposite wherever it stands, bounds of numbers left out."""
    present = {word for other in others for word in words(_without_bounds(other))}
    for word in words(_without_bounds(text)):
        for opposite in filter(None, (OPPOSITE.get(word), _FURTHER.get(word))):
            if opposite in present and word not in present:
                return Turned(word, opposite)
    return None


def _turned_place(text: str, others: Sequence[str]) -> Turned | None:
    """A word that is an opposite where the words beside it are the same."""
    placed = [one for other in others for one in _places(other)]
    for word, left, right in _places(text):
        alike = {
            other
            for other, before, after in placed
            if _is_one_place(word, (left, right), (before, after))
        }
        if _PLACED[word] in alike and word not in alike:
            return Turned(word, _PLACED[word])
    return None


def _places(text: str) -> Iterator[tuple[str, str, str]]:
    """Each such word with the stems of the content words before and after it, "" where none is."""
    for clause in re.split(r"[,;:—–]", text):
        told = words(clause)
        for n, word in enumerate(told):
            if word in _PLACED:
                yield word, _first(reversed(told[:n])), _first(told[n + 1 :])


def _first(told: Sequence[str] | Iterator[str]) -> str:
    return next((stem(word) for word in told if word not in STOP_WORDS), "")


def _is_one_place(word: str, here: tuple[str, str], there: tuple[str, str]) -> bool:
    """Whether both words beside are alike as far as there are any, or one that tells by itself."""
    same = [one == other and one != "" for one, other in zip(here, there, strict=True)]
    open_ended = ["" in pair for pair in zip(here, there, strict=True)]
    if any(same) and all(a or b for a, b in zip(same, open_ended, strict=True)):
        return True
    if word in {"for", "against"}:
        return same[0] and here[0] in _TAKES_SIDES
    return same[1] and (word in {"with", "without"} or is_number(here[1]))


def _turned_bound(text: str, others: Sequence[str]) -> Turned | None:
    """A bound of a number, where the others bound the same number from the other side only."""
    known = [bound for other in others for bound in _bounds(other)]
    for words_of_it, is_least, readings in _bounds(text):
        same = [one for one in known if not readings.isdisjoint(one[2])]
        if same and all(one[1] != is_least for one in same):
            return Turned(words_of_it, same[0][0])
    return None


def _bounds(text: str) -> Iterator[tuple[str, bool, frozenset[tuple[float, bool]]]]:
    """(words, whether from below, what number) of each bound: "fewer than" 500."""
    for found in _BOUND.finditer(text):
        number = next(iter(amounts(text[found.end() :])), None)
        if number and text.startswith(number.written, found.end()):
            yield found.group().strip().lower(), found["least"] is not None, number.readings


def _without_bounds(text: str) -> str:
    return _BOUND.sub(" ", text)
