"""How far the articles agree on a short answer: the share of the others that mark the same words.

What several texts answer alike is more likely the answer than what one does (Dumais, Banko, Brill,
Lin and Ng, 2002, "Web Question Answering: Is More Always Better?"; Magnini, Negri, Prevete and
Tanev, 2002, "Is It the Right Answer? Exploiting Web Redundancy for Answer Validation"). Where
nothing answers, a network marks something in each article, and seldom the same.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from qa.language.words import stems
from qa.short_answer import meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.question import Question

Meaning = frozenset[str]


def agreement(
    passages: Sequence[Sequence[Evidence]], question: Question, articles: int
) -> list[list[float]]:
    """For each sentence of each passage, the share (0 to 1) of the other articles that agree.

    An article speaks by its best sentence, and agrees where one of the two short answers says all
    that the other says besides the question's own words. `articles` is how many were found, those
    too that were not read: they agree with nothing. 0 where there is no other.
    """
    asked = frozenset(stems(question.standalone))
    answers = [[_told(one, asked) for one in sentences] for sentences in passages]
    spoken: dict[str, tuple[float, Meaning]] = {}
    for one, told in zip(itertools.chain(*passages), itertools.chain(*answers), strict=True):
        article = _article(one)
        if article not in spoken or one.score > spoken[article][0]:
            spoken[article] = (one.score, told)
    shares: list[list[float]] = []
    for sentences, of_passage in zip(passages, answers, strict=True):
        shares.append([])
        for one, told in zip(sentences, of_passage, strict=True):
            others = [other for name, (_, other) in spoken.items() if name != _article(one)]
            shares[-1].append(sum(_agree(told, other) for other in others) / max(1, articles - 1))
    return shares


def _article(found: Evidence) -> str:
    return found.ranked.stored.article.article_id


def _told(found: Evidence, asked: Meaning) -> Meaning:
    """The stems and numbers of a sentence's short answer that the question has not."""
    text = found.short_answer
    if text is None:
        return frozenset()
    numbers, own = meaning(text)
    own = frozenset(word for word in own if not word[0].isdigit())
    return own - asked | {f"{number:g}" for number in numbers} - asked


def _agree(one: Meaning, other: Meaning) -> bool:
    return bool(one and other) and (one <= other or other <= one)
