"""Of a sentence's first word, whether it is a name."""

from __future__ import annotations

import pytest

from qa.language.opening_name import Spelling, may_open_as_name, opens_with_name

NOTHING = Spelling()


@pytest.mark.parametrize(
    "sentence",
    [
        "Biden signed the bill.",
        "Harris said it was late.",
        "“Newsom won the vote.",
        "Reyl also signed it.",
        "Reyl’s dam was built.",
        "Reyl, who was there, left.",
        "Hamas fired the rockets.",
        "Texas passed it.",
        "Israel and others agreed.",
        "NATO ships came.",
    ],
)
def test_a_bare_singular_before_a_verb_is_a_name(sentence):
    assert opens_with_name(sentence, NOTHING)


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials said it was late.",
        "Rescuers found two men.",
        "Investors sold their shares.",
        "Police arrested two men.",
        "Inflation rose in May.",
        "Flooding killed two men.",
        "Twelve died in it.",
        "Local officials said so.",
        "They signed it.",
        "We’ve signed it.",
        "Meanwhile, it rained.",
        "Oil prices rose.",
        "Asked about it, he left.",
        "the mayor signed it.",
        "",
    ],
)
def test_any_other_word_may_begin_a_sentence(sentence):
    assert not opens_with_name(sentence, NOTHING)


def test_how_texts_write_a_word_tells_more_than_what_follows():
    texts = ["On Monday, Mark and Sinner met. They left a mark; the mark was small."]
    spelling = Spelling.of(texts)
    assert opens_with_name("Sinner and others met.", spelling)
    assert not opens_with_name("Mark was made.", spelling)
    assert not opens_with_name("Sinner and others met.", NOTHING)


def test_a_headlines_first_word_may_be_a_name_unless_something_speaks_against_it():
    assert may_open_as_name("Newsom signs bill", NOTHING)
    assert not may_open_as_name("Former governor signs bill", NOTHING)
    assert not may_open_as_name("Fire destroys mill", Spelling.of(["The fire was large."]))
