"""Quotation marks and paragraphs: what of a sentence is quoted, and what is the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from index.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence

HIDDEN = "\x00"
"""Stands for every character that is quoted, quotation marks included."""

_QUOTE_MARKS = re.compile(
    r"“[^”\n]*?(?:”|(?<=[,.!?])\"(?=\s|$)|$)|\"[^\"\n]*(?:\"|$)|''[^\n]*?(?:''|$)"
)
"""Of two kinds of marks for one quotation (“It holds," he said) the second closes, too."""

_ALL_QUOTED = 2
"""Words outside quotation marks that a sentence may have and still be all quotation."""


@lru_cache(maxsize=64)
def article_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article; kept, since several of one article are looked at in turn."""
    return tuple(split_sentences(text))


def position_of(sentences: Sequence[Sentence], sentence: Sentence) -> int:
    """Which of an article's sentences holds this one (a passage may break an overlong one)."""
    return bisect_left(sentences, sentence.end, key=lambda one: one.end)


def is_quotation(text: str, sentence: Sentence) -> bool:
    """Whether nearly all of a sentence stands in quotation marks."""
    outside = outside_quotes(text, sentence)
    return HIDDEN in outside and len(re.findall(r"\w+", outside)) <= _ALL_QUOTED


def end_of_quotation(text: str, sentences: Sequence[Sentence], position: int) -> int:
    """The last sentence of the quotation that a sentence is in, within its paragraph."""
    start, end = paragraph_around(text, sentences[position].start)
    masked = _masked(text[start:end])
    last = position
    while last + 1 < len(sentences) and sentences[last + 1].start < end:
        if HIDDEN not in masked[sentences[last].end - start : sentences[last + 1].start - start]:
            break
        last += 1
    return last


def outside_quotes(text: str, sentence: Sentence) -> str:
    """A sentence with all that is quoted in it hidden."""
    start, end = paragraph_around(text, sentence.start)
    return _masked(text[start:end])[sentence.start - start : sentence.end - start]


@lru_cache(maxsize=256)
def _masked(paragraph: str) -> str:
    return _QUOTE_MARKS.sub(_hide, paragraph)


def _hide(quoted: re.Match[str]) -> str:
    return HIDDEN * len(quoted.group())


def paragraph_around(text: str, position: int) -> tuple[int, int]:
    """The (start, end) of the line that a character is in."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, len(text) if end < 0 else end


def sentence_text(text: str, sentence: Sentence) -> str:
    """A sentence's own words."""
    return text[sentence.start : sentence.end]
