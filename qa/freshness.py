"""How fresh an article was on the day of a question: by its age, and by what has come after it."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.time_filter import known_until, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Article
    from qa.question import Question

FRESH_DAYS = 30.0
"""The days in which freshness falls to 1/e. In the visible questions, all asked of a stated day,
the answering article is a median of three days old and in 19 of 20 cases at most eight."""

FRESH_ARTICLES = 70
"""The later articles after which it falls as far: what the visible library has in FRESH_DAYS. In a
library of twenty articles the one of last autumn may well be the one that is asked about; where
hundreds have come since, most questions are about those (docs/results.md)."""

OLD_NEWS = 0.4
"""The freshness of whatever is older than a month: lower values tell near misses apart a little
better, but leave questions about older articles unanswered (docs/results.md)."""


def freshness(article: Article, question: Question, published: Sequence[int]) -> float | None:
    """1 for an article of the day that the question is asked of, down to OLD_NEWS the older it is.

    `published` are the times of the library's articles, UTC seconds, ascending. None where age says
    nothing: no day was stated, the question names its own days, or the article has no date.
    """
    if not question.dated or question.time.start is not None or article.published_at is None:
        return None
    days = max(seconds(question.as_of) - article.published_at, 0) / 86_400
    before, known = (
        bisect_right(published, at) for at in (article.published_at, known_until(question) - 1)
    )
    later = max(known - before, 0)
    return max(math.exp(-min(days / FRESH_DAYS, later / FRESH_ARTICLES)), OLD_NEWS)
