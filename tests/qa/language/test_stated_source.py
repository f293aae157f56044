"""What source a sentence states for itself."""

from __future__ import annotations

import pytest

from index.article import Sentence
from index.split import split_sentences
from qa.language.stated_source import stated_source


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The White House said on Monday that the dam would hold.", "the White House"),
        ("“The dam will hold,” said the White House.", "the White House"),
        ("“The dam will hold,” the Ministry of Health said.", "the Ministry of Health"),
        ("The dam will hold, according to the European Commission.", "the European Commission"),
        ("Police said the dam would hold.", "police"),
        ("White House officials told reporters that it would hold.", "White House officials"),
        ("The Reyl administration announced a second dam.", "the Reyl administration"),
        ("Iran has denied that the dam is its own.", "Iran"),
        ("Ines Tallow said the dam would hold.", None),
        ("The Vermont senator said the dam would hold.", None),
        ("He said the White House would pay.", None),
        ("“The dam will hold,” a White House official told reporters.", "a White House official"),
        ("A diplomat said the dam would hold.", "a diplomat"),
        ("The dam will hold, according to one senior Reyl aide.", "one senior Reyl aide"),
        ("The mother of a player said the dam would hold.", None),
        ("A spokesman for the White House said so.", "a spokesman for the White House"),
        ("The envoy of the White House said the dam would hold.", None),
        ("A letter obtained by The Associated Press warns of rain.", None),
        ("The report was filed in Washington and alleged that it would not.", None),
        ("The pumps of Washington held.", None),
        ("“The White House said so,” she wrote.", None),
    ],
)
def test_the_source_is_in_the_sentences_own_words_and_no_person_by_name(sentence, expected):
    assert stated_source(sentence, split_sentences(sentence)[0]) == expected


@pytest.mark.parametrize("hostile", ["A.", "A&A-", "The A ", "One x ", "A’"])
def test_hostile_text_ends(hostile):
    """At a time that grows with the square of its length it would not, within an hour."""
    text = hostile * 100_000
    assert stated_source(text, Sentence(0, len(text))) is None
