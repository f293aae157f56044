"""How far the articles agree on what the network marks."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest
from evidence_support import found

from qa.agreement import agreement
from qa.evidence import JOINT, with_agreement
from qa.question import understand

QUESTION = understand("Who won the Masters in Augusta?", (), date(2026, 2, 1))


def shares(*passages):
    articles = {sentences[0].ranked.stored.article.key for sentences in passages}
    return agreement(passages, QUESTION, len(articles))


def test_the_share_of_the_other_articles_that_mark_the_same():
    first = found("Jon Rahm won by four strokes.", marked="Jon Rahm")
    second = found("Rahm holds the trophy.", marked="Rahm")
    third = found("Brooks Koepka came second.", marked="Brooks Koepka")
    assert shares([first], [second], [third]) == [[0.5], [0.5], [0.0]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("38", "thirty-eight of them", 1.0),
        ("1,000 people", "1000", 1.0),
        ("two", "2", 1.0),
        ("Augusta", "Augusta", 0.0),  # the question has it already
        ("Rahm of Spain", "the Spain of Seve", 0.0),  # each says something else, too
        (None, "Rahm", 0.0),
    ],
)
def test_which_short_answers_agree(one, other, expected):
    passages = [[found(f"It was {text} who came.", marked=text, key=text)] for text in (one, other)]
    assert shares(*passages)[0] == [expected]


def test_an_article_that_was_found_and_not_read_agrees_with_nothing():
    passages = [[found(f"{name} won.", marked="Rahm", key=name)] for name in ("Rahm", "Jon Rahm")]
    assert agreement(passages, QUESTION, 5) == [[0.25], [0.25]]


def test_an_article_speaks_once_and_by_its_best_sentence():
    """Two passages of one article are no two voices, and no article agrees with itself."""
    best = found("Jon Rahm won.", 2.0, marked="Jon Rahm", key="a")
    worse = found("Koepka led on Friday.", 1.0, marked="Koepka", key="a")
    other = found("Koepka was the leader.", 1.0, marked="Koepka", key="b")
    assert shares([best, worse], [other]) == [[0.0, 1.0], [0.0]]
    assert shares([best], [worse]) == [[0.0], [0.0]]


def test_what_others_agree_with_scores_higher():
    one = found("Jon Rahm won.", marked="Jon Rahm")
    one = replace(one, known=dict.fromkeys(asdict(JOINT), 0.0))
    assert with_agreement(one, 0.5).score == pytest.approx(JOINT.agreed / 2)
