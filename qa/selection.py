"""Scored sentences -> those that are shown, and in what order.

The best one first and what comes near it, nothing twice; for a list, one line a story in order of
date; for a statement, the words of the person asked about and of nobody else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.disagreement import NEARLY_AS_GOOD, other_version, same_article
from qa.evidence import speaks
from qa.language.words import content_words, stem
from qa.short_answer import same, short_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence
    from qa.question import Question

MOST_SENTENCES = 3
MOST_WORDS = 64
"""Of quotation in one answer; the first sentence is shown whole, however long."""

CLOSE_TO_BEST = 3.0
"""A further sentence is shown if its log-odds are no more than this below the best one's."""

MOST_LINES = 7
"""Of a list or timeline."""

_WHOLE = re.compile(r"[.!?…。！？؟][\"'”’)\]]*\s*$")
"""How a whole sentence ends; a heading, a caption or a line of a list does not."""

SAME_SENTENCE = 0.8
"""Two sentences that share this part of the shorter one's content words say the same."""


def may_answer(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that may answer: where a person's words are asked for, nobody else's.

    Nor what nobody says, where they are asked for on whatever subject ("What did Ann Lee say?"):
    any sentence about the person would do then.
    """
    if question.speaker is None:
        return list(evidence)
    said = [(found, speaks(found, question)) for found in evidence]
    return [found for found, own in said if own or (own is None and question.topic)]


def choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show, of those that may answer, sorted best first."""
    if not evidence:
        return []
    if question.kind == "list":
        return _in_order_of_date(evidence, question)
    if question.time.by_date:
        least = evidence[0].score - NEARLY_AS_GOOD
        close = [found for found in evidence if found.score >= least]
        return _best(sorted(close, key=lambda found: -found.published_at), question)
    return _with_other_version(_best(evidence, question), evidence, question)


def _with_other_version(
    chosen: Sequence[Evidence], evidence: Sequence[Evidence], question: Question
) -> list[Evidence]:
    """What was chosen, and behind the first that has one the version that says it otherwise."""
    shown: list[Evidence] = []
    told = False
    for found in chosen:
        if found in shown:
            continue
        shown.append(found)
        other = None if told else other_version(found, evidence, question)
        if other is not None:
            told = True
            shown.append(other)
    return shown


def _best(evidence: Sequence[Evidence], question: Question) -> list[Evidence]:
    """The first, and the next whole sentences that say something else and fit into the words."""
    chosen: list[Evidence] = []
    length = 0
    for found in evidence:
        size = len(found.text.split())
        if chosen and (
            length + size > MOST_WORDS
            or found.score < chosen[0].score - CLOSE_TO_BEST
            or not _WHOLE.search(found.text)
            or (chosen[0].topic and not found.topic)  # the person's words on something else
            or any(_repeats(found, other, question) for other in chosen)
        ):
            continue
        chosen.append(found)
        length += size
        if len(chosen) == MOST_SENTENCES:
            break
    return chosen


def _in_order_of_date(evidence: Sequence[Evidence], question: Question) -> list[Evidence]:
    """The best sentence of each story, newest last."""
    chosen: list[Evidence] = []
    for found in evidence:
        if found.score < evidence[0].score - CLOSE_TO_BEST or len(chosen) == MOST_LINES:
            break
        told = any(same_story(found, other) or _repeats(found, other, question) for other in chosen)
        if not told:
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.published_at)


def same_story(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences are of one article, or of two that carry the same story."""
    if same_article(one, other):
        return True
    first, second = one.ranked.stored, other.ranked.stored
    return first.story is not None and first.story == second.story


def _repeats(found: Evidence, other: Evidence, question: Question) -> bool:
    """Whether two sentences have so many words in common that one says nothing new.

    Those that give different answers to the question do say something new, however alike they are.
    """
    answer, told = short_answer(found, question), short_answer(other, question)
    if answer and told and not same(answer, told):
        return False
    content, said = _content(found), _content(other)
    return len(content & said) >= SAME_SENTENCE * max(1, min(len(content), len(said)))


def _content(found: Evidence) -> set[str]:
    return {stem(word) for word in content_words(found.text)}
