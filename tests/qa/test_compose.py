"""How answers read: what leads, whose words, what differs, what a refusal says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_support import found as hand_made
from tests_support import check_answer

from index.article import Sentence
from qa.answer import TimeRange
from qa.cite import cite
from qa.compose import _claim_text


def test_the_short_answer_leads_and_stands_in_its_sentence(assistant, library):
    answer = assistant.ask("How many people will Kestrel Batteries hire in Lowmark?")
    check_answer(answer, library)
    assert answer.claims[0].text == "600"
    assert answer.claims[0].citations == (1,)
    assert "600" in answer.citations[0].quote
    assert answer.text.splitlines()[0] == "600 [1]"


def test_a_statement_is_the_persons_own(assistant, library):
    answer = assistant.ask("What did the baker Rosa Lind say about the engineers?")
    check_answer(answer, library)
    assert {citation.speaker for citation in answer.citations} == {"Rosa Lind"}
    assert any(claim.text.startswith('[Rosa Lind:] "') for claim in answer.claims)


def test_what_happened_is_told_in_order_of_date(assistant, library):
    answer = assistant.ask("What has happened with the Brackwater Dam?")
    check_answer(answer, library)
    days = [citation.published for citation in answer.citations]
    assert len(days) > 2
    assert days == sorted(days)
    assert [claim.text[1:11] for claim in answer.claims] == days
    articles = [citation.article_id for citation in answer.citations]
    assert len(set(articles)) == len(articles)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Elias Thorne say about football?", "“football”"),
        ("How many soldiers died in the tram collision?", "“soldiers”"),
        ("What did Zelensky say about the Brackwater Dam?", "No article names Zelensky."),
    ],
)
def test_a_refusal_says_what_is_lacking(assistant, question, expected):
    answer = assistant.ask(question)
    assert answer.abstained
    assert expected in answer.reason
    assert answer.nearest


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (TimeRange(), None),
        (
            TimeRange("2026-01-05", "2026-01-05", "on Monday"),
            "Articles of 2026-01-05 (“on Monday”).",
        ),
        (
            TimeRange("2026-01-05", "2026-01-11", "last week"),
            "Articles from 2026-01-05 to 2026-01-11 (“last week”).",
        ),
        (
            TimeRange("2026-01-05", None, "since Monday"),
            "Articles since 2026-01-05 (“since Monday”).",
        ),
        (
            TimeRange(None, None, "since the war began"),
            "“since the war began” names no day, so articles of all days were looked at.",
        ),
        (TimeRange(None, None, "latest"), "The newest first (“latest”)."),
    ],
)
def test_what_the_words_of_time_were_taken_for(found, told):
    assert found.told() == told


def test_a_cited_passage_holds_its_quotation_and_its_neighbours(assistant, library):
    answer = assistant.ask("How long is the crack in the western wall of the Brackwater Dam?")
    check_answer(answer, library)
    assert all(len(c.passage) >= len(c.quote) for c in answer.citations)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He stressed the red line.", "[Ali Bahreini] He stressed the red line."),
        ("It was the seventh time.", "It was the seventh time."),
        ("They captured the ridge.", "They captured the ridge."),
        ("“It is on my papers.”", "[Ali Bahreini:] “It is on my papers.”"),
    ],
)
def test_a_name_in_brackets_is_whom_the_sentence_begins_with_or_whose_words_it_is(
    sentence, expected
):
    text = f"Ali Bahreini spoke on Monday. {sentence}"
    one = hand_made(text)
    sentences = (Sentence(0, 29), Sentence(30, len(text)))
    shown = replace(one, sentence=sentences[1])
    assert _claim_text(shown, sentences, 1, "Ali Bahreini") == expected


@pytest.mark.parametrize(
    ("speaker", "expected"), [(None, "the White House"), ("Ali Bahreini", "Ali Bahreini")]
)
def test_the_stated_source_is_cited_where_no_person_by_name_says_it(speaker, expected):
    one = hand_made("“The dam will hold,” the White House said.")
    shown = cite(1, one.ranked.stored, one.sentence, speaker, [one.ranked], catalogue=None)
    assert shown.speaker == expected
