"""What is asked: the standalone question, its words and its names.

Deterministic and by rule, so that the same conversation always gives the same question; what was
understood is part of the Answer and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.words import content_words, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Turn = tuple[str, str | None]

_PRONOUN = re.compile(r"\b(he|she|they|him|her|them|his|their|it|its|that|this)\b", re.IGNORECASE)
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
        names=tuple(names(standalone)),
    )


def _standalone(text: str, history: Sequence[Turn]) -> str:
    """Add what a question leans on: the names, else the words, of the last question before it."""
    leans = _LEANING_START.match(text) or (_PRONOUN.search(text) and not names(text))
    if not history or not leans or len(content_words(text)) > _LONGEST_LEANING:
        return text
    for question, _ in reversed(history):
        subject = names(question) or content_words(question)
        own = {word.casefold() for word in content_words(text)}
        missing = [word for word in subject if word.casefold() not in own]
        if missing:
            return f"{text} ({' '.join(missing)})"
    return text
