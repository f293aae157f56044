"""What is asked: the standalone question, its words and its names.

Deterministic and by rule, so that the same conversation always gives the same question; what was
understood is part of the Answer and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qa.words import content_words, fold, is_english, name_runs, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Turn = tuple[str, str | None]

_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b(?=(\s+\w)?)", re.IGNORECASE)
_THING = re.compile(r"\b(they|them|their|it|its|that|this)\b", re.IGNORECASE)
_LEANING_START = re.compile(
    r"^\s*(and|but|also|what about|how about|why\s*\?|when\s*\?|where\s*\?|who\s*\?)", re.IGNORECASE
)
_LONGEST_LEANING = 8
"""Content words; a question with more of its own stands alone, whatever pronoun is in it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be searched for. `words` and `names` are of the standalone form."""

    text: str
    standalone: str
    as_of: date
    words: tuple[str, ...]
    names: tuple[str, ...]


def understand(text: str, history: Sequence[Turn], as_of: date) -> Question:
    """Make a question that can be searched for out of what was typed after `history`.

    `history` holds (question, answer or None) pairs, oldest first.
    """
    standalone = _standalone(text.strip(), history)
    return Question(
        text=text,
        standalone=standalone,
        as_of=as_of,
        words=tuple(content_words(standalone)),
        # Elsewhere capitals do not tell a name: German writes every noun with one.
        names=tuple(names(standalone)) if is_english(standalone) else (),
    )


def _standalone(text: str, history: Sequence[Turn]) -> str:
    """Say whom or what a question leans on: the subject of the last question that names one.

    "He" becomes the first name of that question; where only "it" or nothing stands for the
    subject, its names, else its words, are added in brackets.
    """
    person = _PERSON.search(text) and not names(text)
    leans = person or _LEANING_START.match(text) or (_THING.search(text) and not names(text))
    if not history or not leans or len(content_words(text)) > _LONGEST_LEANING:
        return text
    for question, _ in reversed(history):
        spoken_of = name_runs(question)
        if person and spoken_of:
            return _PERSON.sub(partial(_in_place, spoken_of[0]), text)
        own = set(content_words(text))
        subject = [word for run in spoken_of for word in run.split()] or content_words(question)
        missing = [word for word in subject if fold(word) not in own]
        if missing:
            return f"{text} ({' '.join(missing)})"
    return text


def _in_place(name: str, found: re.Match[str]) -> str:
    pronoun = found.group(1).lower()
    owns = pronoun in {"his", "hers"} or (pronoun == "her" and found.group(2))
    return f"{name}'s" if owns else name
