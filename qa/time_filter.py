"""Days of a question -> which articles may answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from qa.answer import TimeRange

if TYPE_CHECKING:
    from index.article_filter import ArticleFilter
    from index.catalogue import Catalogue
    from qa.question import Question
    from qa.understanding.time_range import TimePhrase

TOLD_WITHIN = timedelta(days=2)
"""What happened on a day is reported on that day or within the next two."""

TIME_ZONES = timedelta(days=1)
"""The day that counts as today may have ended where an article of it was published."""


def articles_for(question: Question, allowed: ArticleFilter) -> ArticleFilter:
    """Narrow `allowed` to the days and outlets asked about, and to what was known by the day.

    An article without a date stays in, unless `allowed` has a range of its own.
    """
    when = question.time
    start, end = allowed.published_from, allowed.published_to
    strict = start is not None or end is not None  # a range that was set, and not read from words
    if when.start is not None:
        start = _latest(start, seconds(when.start))
    if when.end is not None:
        last = when.end + (TOLD_WITHIN if when.told_later else timedelta(0))
        end = _earliest(end, seconds(last + timedelta(days=1)))
    if question.dated:
        end = _earliest(end, known_until(question))
    return replace(
        allowed,
        published_from=start,
        published_to=end,
        undated=not strict,
        outlets=question.outlets or allowed.outlets,
    )


def shown_range(when: TimePhrase) -> TimeRange:
    """The days as the answer states them."""
    return TimeRange(
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
        when.words,
    )


def known_until(question: Question) -> int:
    """UTC seconds from which on an article is of after the day that counts as today."""
    return seconds(question.as_of + TIME_ZONES + timedelta(days=1))


def nothing_from(when: TimePhrase, allowed: ArticleFilter, catalogue: Catalogue) -> str | None:
    """Where the library has no article of the days asked for: that, and its nearest days."""
    if when.start is None and when.end is None:
        return None
    before, after = catalogue.days_around(allowed.published_from, allowed.published_to)
    if before is None and after is None:
        return None
    days = " and ".join(day for day in (before, after) if day)
    return (
        f"No article is from the days of “{when.words}” ({_span(when)}). The nearest are of {days}."
    )


def _span(when: TimePhrase) -> str:
    if when.start is None:
        return f"until {when.end}"
    return f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"


def seconds(day: date) -> int:
    """When a day begins, UTC seconds."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def _latest(first: int | None, second: int | None) -> int | None:
    return max((one for one in (first, second) if one is not None), default=None)


def _earliest(first: int | None, second: int | None) -> int | None:
    return min((one for one in (first, second) if one is not None), default=None)
