"""Where articles give different answers to one question: which sentences, and in which words.

Two kinds. Independent stories whose sentences are about equally good answers, but whose short
answers are not the same; and versions of one report, in which a sentence comes again with another
number or name in the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.language.calendar_days import WEEKDAYS
from qa.language.words import STOP_WORDS, words
from qa.short_answer import is_certain, same, short_answer
from qa.story_versions import changed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.question import Question

NEARLY_AS_GOOD = 1.0
"""Log-odds within which two sentences are about equally good answers."""

_WEEKDAYS = frozenset(WEEKDAYS.lower().split("|"))

LIKELY = 0.0
"""Log-odds from which on a sentence more likely answers than not."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences of different articles, and the words of each in which they differ."""

    sentences: tuple[Evidence, Evidence]
    words: tuple[str, str]


def disagreement(chosen: Sequence[Evidence], question: Question) -> Disagreement | None:
    """The first two of the chosen sentences that give different answers.

    None where the latest is asked for, since that is the answer then.
    """
    if question.time.by_date or not chosen:
        return None
    first = chosen[0]
    for found in chosen[1:]:
        told = _other_words(first, found, question) or _other_answer(first, found, question)
        if told:
            return Disagreement((first, found), told)
    for number, found in enumerate(chosen[1:], 1):
        for other in chosen[number + 1 :]:
            told = _other_words(found, other, question)
            if told:
                return Disagreement((found, other), told)
    return None


def other_version(
    found: Evidence, evidence: Sequence[Evidence], question: Question
) -> Evidence | None:
    """The best sentence that says what `found` says with another number or name; None if none."""
    return next((one for one in evidence if _other_words(found, one, question)), None)


def _other_words(one: Evidence, other: Evidence, question: Question) -> tuple[str, str] | None:
    """The words in which one sentence of two versions differs from the other.

    Not where the question has these words itself, nor where no day is asked for and only the day of
    the week differs: then one of the two is about something else.
    """
    if same_article(one, other):
        return None
    changed = changed_words(" ".join(one.text.split()), " ".join(other.text.split()))
    if changed is None:
        return None
    if question.kind != "date" and all(_WEEKDAYS.issuperset(words(part)) for part in changed):
        return None
    asked = set(words(question.standalone)) - STOP_WORDS
    return None if any(asked.intersection(words(part)) for part in changed) else changed


def _other_answer(one: Evidence, other: Evidence, question: Question) -> tuple[str, str] | None:
    """The short answers of two sentences, if both are likely and they are not the same.

    Not where a sentence has the other's answer in it too: then they tell of different things.
    """
    answers = short_answer(one, question), short_answer(other, question)
    if (
        answers[0] is None
        or answers[1] is None
        or not (is_certain(one) and is_certain(other))
        or other.score < max(one.score - NEARLY_AS_GOOD, LIKELY)
        or same_article(one, other)
        or same(answers[0], answers[1])
        or _says(one, answers[1])
        or _says(other, answers[0])
    ):
        return None
    return answers[0], answers[1]


def _says(found: Evidence, answer: str) -> bool:
    """Whether a sentence has all words of an answer in it."""
    return set(words(answer)) <= set(words(found.text))


def same_article(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences stand in one article."""
    return one.ranked.stored.article.article_id == other.ranked.stored.article.article_id
