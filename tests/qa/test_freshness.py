from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from qa.freshness import FRESH_ARTICLES, OLD_NEWS, freshness
from qa.question import understand
from qa.time_filter import seconds

DAY = 86_400
ASKED = understand("Who won the Calder Cup?", (), date(2026, 2, 15))


def article(days_before: int) -> Article:
    at = seconds(ASKED.as_of) - days_before * DAY
    return Article(key="a", title="T", text="x", published="", published_at=at)


def one_a_day(days: int, *, of_a_day: int = 1) -> list[int]:
    """The publication times of as many articles a day up to the day of the question."""
    return [seconds(ASKED.as_of) - n * DAY for n in range(days, -1, -1) for _ in range(of_a_day)]


def test_an_article_of_the_day_is_fresh_and_older_ones_are_less_so():
    many = one_a_day(200, of_a_day=20)
    ages = [freshness(article(days), ASKED, many) for days in (0, 3, 10, 20)]

    assert ages[0] == 1
    assert ages == sorted(ages, reverse=True)
    assert len(set(ages)) == len(ages)


def test_what_is_old_is_no_less_fresh_than_old_news():
    many = one_a_day(900, of_a_day=5)

    assert freshness(article(100), ASKED, many) == OLD_NEWS
    assert freshness(article(800), ASKED, many) == OLD_NEWS


def test_in_a_library_of_few_articles_age_says_little():
    few = one_a_day(200)[::20]

    assert freshness(article(120), ASKED, few) > 0.85


def test_only_articles_known_on_the_day_have_come_since():
    later = [seconds(ASKED.as_of) + n * DAY for n in range(2, 400)]

    assert freshness(article(10), ASKED, later) == 1
    assert freshness(article(10), ASKED, [0] * FRESH_ARTICLES + later) == 1


@pytest.mark.parametrize(
    ("question", "dated"), [("Who won the Calder Cup?", False), ("Who won in January?", True)]
)
def test_age_says_nothing_where_no_day_is_stated_or_the_question_names_its_own(question, dated):
    asked = understand(question, (), ASKED.as_of, dated=dated)

    assert freshness(article(3), asked, one_a_day(30)) is None
