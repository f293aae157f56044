"""Whether other stories give the same short answer as a sentence does, or other ones.

What several independent texts say is likelier to be the answer than what one says alone (Brill,
Lin, Banko, Dumais and Ng, 2001, "Data-Intensive Question Answering": redundancy of a collection).
And where each text that seems to answer says something else, most likely none does: a question for
the winner of one year finds the winners of all others.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.short_answer import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.evidence import Evidence


def with_agreement(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with `agreed` and `contested`, each the other stories' probabilities added up.

    Of each other story counts its likeliest sentence with the same short answer, and its likeliest
    one with another. Zero where the reader marked no short answer.
    """
    stories: dict[int | str, list[tuple[str, float]]] = {}
    for found in evidence:
        if found.read is not None and found.short_answer:
            probability = 1 / (1 + math.exp(-found.read.log_odds))
            stories.setdefault(_story(found), []).append((found.short_answer, probability))
    return [_compared(found, stories) for found in evidence]


def _compared(found: Evidence, stories: dict[int | str, list[tuple[str, float]]]) -> Evidence:
    answer = found.short_answer
    if not answer:
        return found
    agreed = contested = 0.0
    for story, told in stories.items():
        if story == _story(found):
            continue
        alike = [(same(answer, other), probability) for other, probability in told]
        agreed += max((p for is_same, p in alike if is_same), default=0.0)
        contested += max((p for is_same, p in alike if not is_same), default=0.0)
    return replace(found, agreed=agreed, contested=contested)


def _story(found: Evidence) -> int | str:
    stored = found.ranked.stored
    return stored.article.article_id if stored.story is None else stored.story
