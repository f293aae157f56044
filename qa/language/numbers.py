"""The numbers in a text, in figures, in words and in their scales, all in one form."""

from __future__ import annotations

import re

from qa.language.words import words

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SCALES = frozenset("hundred thousand million billion trillion dozen percent".split())
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


def is_number(word: str) -> bool:
    """Whether a word or its stem is a figure, or stands for one."""
    return word.isdigit() or word in _KNOWN_NUMBERS


def numbers_in(text: str) -> list[str]:
    """Figures, and the words that stand for figures or scale them."""
    text = _COMPOUND.sub(_joined, text)
    digits = [number.replace(",", "").rstrip(".") for number in _DIGITS.findall(text)]
    scales = [_SHORT_SCALE[short.lower()] for short in _SHORT.findall(text)]
    scales += ["percent"] * ("%" in text or "per cent" in text)
    plain = [word.removesuffix("s") for word in words(text)]
    return digits + scales + [_VALUES.get(word, word) for word in plain if word in _KNOWN_NUMBERS]


def _joined(found: re.Match[str]) -> str:
    tens, units = (int(_VALUES[part.lower()]) for part in found.groups())
    return str(tens + units)


def claimed_numbers(text: str) -> list[str]:
    """As `numbers_in`, but a "one" that counts nothing is left out: "one of them", "no one"."""
    return numbers_in(text if _COUNTED.search(text) else re.sub(r"(?i)\bone\b", " ", text))
