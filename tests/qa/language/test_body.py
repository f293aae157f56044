"""What body says what a sentence says."""

from __future__ import annotations

import pytest

from index.split import split_sentences
from qa.language.body import body_of


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
        ("A spokesman for the White House said the dam would hold.", None),
        ("A letter obtained by The Associated Press warns of rain.", None),
        ("The report was filed in Washington and alleged that it would not.", None),
        ("The pumps of Washington held.", None),
        ("“The White House said so,” she wrote.", None),
    ],
)
def test_a_body_is_named_by_the_sentences_own_words_and_a_person_is_none(sentence, expected):
    assert body_of(sentence, split_sentences(sentence)[0]) == expected
