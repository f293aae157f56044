"""Names in another spelling, and outlets that are asked for by name."""

from __future__ import annotations

import pytest

from index.catalogue import open_catalogue
from qa.understanding.outlets import may_ask_for_an_outlet, outlets_asked_for
from qa.understanding.spelling import as_spelt, is_one_letter_off, spellings


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("bahraini", "bahreini", True),
        ("zelensky", "zelenskyy", True),
        ("zelenskyy", "zelensky", True),
        ("taloww", "tallow", False),
        ("tlalow", "tallow", True),
        ("tallow", "tallow", False),
        ("brandt", "brent", False),
    ],
)
def test_one_letter(one, other, near):
    assert is_one_letter_off(one, other) is near


def test_a_name_is_spelt_as_the_articles_spell_it(library):
    with open_catalogue(library) as catalogue:
        found = spellings(["Bahraini", "Thunberg", "Reil"], catalogue)
    assert found == {"Bahraini": "Bahreini"}
    assert as_spelt("Did Bahraini say so?", found) == "Did Bahreini say so?"


def test_a_letter_in_an_ending_does_not_hide_a_name(library):
    with open_catalogue(library) as catalogue:
        found = spellings(["Genava", "Presidant", "Genavas"], catalogue)
    assert found == {"Genava": "Geneva", "Presidant": "President"}


def test_a_seldom_name_is_not_taken_for_another(library, monkeypatch):
    monkeypatch.setattr("qa.understanding.spelling.COMMON", 1.0)
    with open_catalogue(library) as catalogue:
        assert spellings(["Bahraini"], catalogue) == {}


def test_a_question_with_another_spelling_is_answered(assistant):
    answer = assistant.ask("What did Bahraini say about internet restrictions?")
    assert answer.standalone_question == "What did Bahreini say about internet restrictions?"
    assert answer.question == "What did Bahraini say about internet restrictions?"
    assert "“very soon”" in answer.citations[0].quote


OUTLETS = ["CNN", "The Harbour Times", "Harbour Times", "People", "The Independent"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many were hurt, according to the Harbour Times?", {"Harbour Times"}),
        ("What did CNN report about the dam?", {"CNN"}),
        ("Why did CNN dismiss its chief?", set()),
        ("How many were hurt, according to CNNX?", set()),
        ("What did people say about the fires?", set()),
        ("Who won, according to independent experts?", set()),
        ("who won, according to the independent?", {"The Independent"}),
    ],
)
def test_outlets(question, expected):
    assert may_ask_for_an_outlet(question) or not expected
    assert outlets_asked_for(question, OUTLETS) - {"The Harbour Times"} == frozenset(expected)


def test_only_the_outlet_that_is_asked_for_is_cited(assistant):
    question = "According to the Harbour Times, how many people were evacuated below the dam?"
    answer = assistant.ask(question)
    assert not answer.abstained
    assert {citation.outlet for citation in answer.citations} == {"Harbour Times"}
