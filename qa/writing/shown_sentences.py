"""What a language model is shown: sentences under opaque codes, as many as fit, and a fence.

Codes are drawn for each request, so that no article can name one, and none can be taken for an
ordinal. Sentences are left out whole, the worst first, never cut.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.language.opening_name import Spelling
from qa.writing.instructions import disarmed, speaks_to_a_model
from qa.writing.models import tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.article import Article, Sentence
    from index.catalogue import StoredPassage
    from qa.evidence import Evidence
    from qa.retrieve import RankedPassage

_LETTERS, _FIGURES = "bcdfghjkmnpqrstvwxz", "23456789"
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
CODE_TOKENS = 6
"""What a code with its brackets takes at the most."""


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of a stored passage under its code."""

    code: str
    stored: StoredPassage
    sentence: Sentence

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.stored.article.text[self.sentence.start : self.sentence.end]

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others."""
        return self.stored.article.article_id, self.sentence.start


def passages_to_show(
    evidence: Sequence[Evidence], ranked: Sequence[RankedPassage]
) -> list[StoredPassage]:
    """The passages in the order in which they are worth showing: as they were read, then ranked."""
    ordered = [*(found.ranked.stored for found in evidence), *(one.stored for one in ranked)]
    unique = {(one.article.article_id, one.passage.start): one for one in ordered}
    return list(unique.values())


def fit(passages: Sequence[StoredPassage], room: int) -> list[list[StoredPassage]]:
    """Passages in prompts of at most `room` tokens each, the better ones in the earlier prompts.

    A passage that fits into no prompt is left out.
    """
    prompts: list[list[StoredPassage]] = []
    left: list[int] = []
    for stored in passages:
        size = _size(stored)
        place = next((n for n, free in enumerate(left) if size <= free), None)
        if place is None:
            if size > room:
                continue
            prompts.append([])
            left.append(room)
            place = len(prompts) - 1
        prompts[place].append(stored)
        left[place] -= size
    return prompts


class ShownSentences:
    """The sentences of one request, by code. `by_date`: in groups by story and in order of date."""

    def __init__(self, passages: Sequence[StoredPassage], *, by_date: bool = False) -> None:
        self.fence = "ARTICLES-" + secrets.token_hex(6)
        everything = "".join(stored.article.text for stored in passages)
        self._by_code: dict[str, ShownSentence] = {}
        self._blocks: list[list[ShownSentence]] = []
        for stored in sorted(passages, key=_by_story if by_date else _nothing):
            told = [one for one in stored.passage.sentences if not _is_order(stored, one)]
            block = [
                ShownSentence(code, stored, sentence)
                for sentence, code in zip(told, self._codes(everything), strict=False)
            ]
            self._blocks.append(block)
            self._by_code |= {one.code: one for one in block}

    @cached_property
    def spelling(self) -> Spelling:
        """How the articles shown write their words, with a capital or in lower case."""
        articles = {
            one.stored.article.article_id: one.stored.article for one in self._by_code.values()
        }
        return Spelling.of(article.text for article in articles.values())

    def get(self, code: str) -> ShownSentence | None:
        """The sentence that a code stands for; None where it stands for none."""
        return self._by_code.get(code.lower())

    def render(self) -> str:
        """Each passage under its headline, outlet and date, a sentence a line."""
        lines: list[str] = []
        for block in self._blocks:
            lines += ["", _heading(block[0].stored.article)] if block else []
            lines += [f"[{one.code}] {visible(disarmed(one.text))}" for one in block]
        return "\n".join(lines).strip()

    def _codes(self, everything: str) -> Iterator[str]:
        while True:
            code = _draw()
            if code not in self._by_code and code not in everything:
                yield code


def _is_order(stored: StoredPassage, sentence: Sentence) -> bool:
    return speaks_to_a_model(visible(stored.article.text[sentence.start : sentence.end]))


def visible(text: str) -> str:
    """A text on one line, without characters that are not seen."""
    return " ".join(_INVISIBLE.sub("", text).split())


def _draw() -> str:
    """Five characters, letters and figures in turn: no word, no ordinal."""
    return "".join(secrets.choice(_FIGURES if n % 2 else _LETTERS) for n in range(5))


def _heading(article: Article) -> str:
    """Headline, outlet and date, without what speaks to a model: an outlet's name is text, too."""
    title, outlet = (
        "" if speaks_to_a_model(visible(told)) else disarmed(told)
        for told in (article.title, article.outlet)
    )
    about = ", ".join(part for part in (outlet, article.date) if part)
    return visible(f"“{title}”" + (f" ({about})" if about else ""))


def _size(stored: StoredPassage) -> int:
    article = stored.article
    each = sum(
        tokens_in(article.text[s.start : s.end]) + CODE_TOKENS for s in stored.passage.sentences
    )
    return each + tokens_in(_heading(article)) + 2


def _by_story(stored: StoredPassage) -> tuple[str, str, int]:
    group = str(stored.story) if stored.story is not None else stored.article.article_id
    return stored.article.date or "", group, stored.passage.start


def _nothing(_: StoredPassage) -> tuple[str, str, int]:
    return "", "", 0
