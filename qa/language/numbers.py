"""The numbers in a text, in figures, in words and in their scales, all in one form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qa.language.words import stem, words

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SCALE_VALUES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SCALES = _SCALE_VALUES.keys() | {"percent"}
_SHORT_SCALE = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT = re.compile(r"\d(k|m|mn|bn|tn)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?<!\bno )(?<!\bany )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!every )(?<!\beach )"
    r"\bone\b(?! of\b| another\b| or \b|['’,.;:]|$)",
    re.IGNORECASE,
)
"""Where "one" is a number: "one killed", not "one of them" or "no one"."""
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: str(value) for value, word in enumerate(_UNITS)} | {
    word: str(30 + 10 * value) for value, word in enumerate(_TENS)
}
_KNOWN_NUMBERS = _SCALES | _VALUES.keys()

_COMPOUND = re.compile(
    rf"\b({'|'.join(['twenty', *_TENS])})[-‐‑ ]({'|'.join(_UNITS[1:10])})\b", re.IGNORECASE
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:k|m|mn|bn|tn)?", re.IGNORECASE)
_SCALE = rf"(?:(?:k|m|mn|bn|tn)|[- ]?(?:{'|'.join(_SCALE_VALUES)})s?)\b"
_PERCENT = r"(?:\s?%|[- ]per ?cent\b)"
_AMOUNT = re.compile(
    rf"(?P<currency>[$€£¥])?(?<!\w)(?:(?P<figures>(?:\d+(?:,\d+)*)?(?:\.\d+)?(?<=\d))"
    rf"|\b(?P<word>half an?|an?|{'|'.join(_VALUES)})\b)"
    rf"(?P<scales>(?:{_SCALE})*)(?P<percent>{_PERCENT})?",
    re.IGNORECASE,
)
_ONE_SCALE = re.compile(rf"{'|'.join(_SCALE_VALUES)}|k|mn?|bn|tn", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[-–—,]|,?\s*\b(?:and|or|to)\b)\s*", re.IGNORECASE)
"""What stands between numbers that share a scale: "3 to 5 million", "1, 2 or 3 percent"."""

_GOES_ON = re.compile(rf"[.,]\d|{_SCALE}|{_PERCENT}", re.IGNORECASE)


class Amount(NamedTuple):
    """A number with its scale: how it is written, and the (value, is percent) it may stand for.

    It may stand for two: of "3 to 5 million" the 3, and of "100m", which are metres as well.
    """

    written: str
    readings: frozenset[tuple[float, bool]]


def is_number(word: str) -> bool:
    """Whether a folded word, or the stem of one, is a figure (5,000, 2.5, 5bn) or one in words."""
    is_figure = _FIGURE.fullmatch(word) is not None
    return is_figure or word in _KNOWN_NUMBERS or word in _stems_of_numbers()


def cuts_number(text: str, start: int, end: int) -> bool:
    """Whether a part of a text begins or ends within a number: "$1" of "$1.5 billion".

    A scale and a percent sign belong to the number before them.
    """
    part = text[start:end]
    begins = (
        part[:1].isdigit() and re.search(r"\d[.,]$", text[max(0, start - 2) : start]) is not None
    )
    last = re.search(r"(?:\d|\b[a-z]+)$", part, re.IGNORECASE)
    ends = last is not None and (last.group().isdigit() or last.group().lower() in _KNOWN_NUMBERS)
    return begins or (ends and _GOES_ON.match(text, end) is not None)


def amounts(text: str) -> list[Amount]:
    """Each number of a text with its scale, in order; scales without a number ("dozens") are none.

    So "3 million" and "3,000,000" are one, "5 million" and "5 billion" are two.
    """
    text = _COMPOUND.sub(_joined, text)
    found: list[Amount] = []
    following: tuple[int, float, bool] | None = None  # where the next begins, its scale, percent
    for match in reversed(list(_AMOUNT.finditer(text))):
        value, scale, percent = _value(match), _scale(match), match["percent"] is not None
        if value is None:
            continue
        readings = {(value * scale, percent)}
        is_short = match["scales"].lower() == "m" and not match["currency"]
        if is_short:
            readings.add((value, percent))
        if scale == 1 and not percent and following is not None:
            start, next_scale, next_percent = following
            if _LISTED.fullmatch(text[match.end() : start]):
                readings.add((value * next_scale, next_percent))
                scale, percent = next_scale, next_percent
        following = match.start(), scale, percent
        found.append(Amount(match.group().strip(), frozenset(readings)))
    return found[::-1]


def numbers_in(text: str) -> list[str]:
    """Figures, and the words that stand for figures or scale them."""
    text = _COMPOUND.sub(_joined, text)
    digits = [number.replace(",", "").rstrip(".") for number in _DIGITS.findall(text)]
    scales = [_SHORT_SCALE[short.lower()] for short in _SHORT.findall(text)]
    scales += ["percent"] * ("%" in text or "per cent" in text)
    plain = [word.removesuffix("s") for word in words(text)]
    return digits + scales + [_VALUES.get(word, word) for word in plain if word in _KNOWN_NUMBERS]


def scales_alone(text: str) -> list[str]:
    """The scales of a text that belong to no number: "dozens", "hundreds of thousands"."""
    text = _COMPOUND.sub(_joined, text)
    return numbers_in(_AMOUNT.sub(lambda found: _is_article(found) * found.group(), text))


def counted(text: str) -> str:
    """A text without a "one" that counts nothing: "one of them", "no one"."""
    return text if _COUNTED.search(text) else re.sub(r"(?i)\bone\b", " ", text)


@lru_cache(maxsize=1)
def _stems_of_numbers() -> frozenset[str]:
    """As a stemmer leaves them: "twelv", "thirti"."""
    return frozenset(map(stem, _KNOWN_NUMBERS))


def _joined(found: re.Match[str]) -> str:
    tens, units = (int(_VALUES[part.lower()]) for part in found.groups())
    return str(tens + units)


def _value(found: re.Match[str]) -> float | None:
    """The number before its scale; None of an article that scales nothing."""
    if found["figures"]:
        return float(found["figures"].replace(",", ""))
    if _is_article(found):
        return None
    word = found["word"].lower()
    if word.startswith("half"):
        return 0.5
    return float(_VALUES.get(word, 1))


def _is_article(found: re.Match[str]) -> bool:
    """Whether an "a" or "half a" is no number, since no scale follows."""
    return bool(found["word"]) and not found["scales"] and found["word"].lower() not in _VALUES


def _scale(found: re.Match[str]) -> float:
    scale = 1.0
    for one in _ONE_SCALE.findall(found["scales"]):
        scale *= _SCALE_VALUES[_SHORT_SCALE.get(one.lower(), one.lower())]
    return scale
