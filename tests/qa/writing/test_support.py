"""How likely cited words carry a claim."""

from __future__ import annotations

import pytest

from qa.writing.support import CARRIED, Support


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Twelve people died.", "12 people died."),
        ("Thirty died.", "30 died."),
        ("5,000 people died.", "Five thousand people died."),
    ],
)
def test_a_number_in_words_is_no_word_that_is_missing(claim, cited):
    """The rules hold numbers; to count them here as words would fail them for their form."""
    assert Support().probability(claim, [cited]) >= CARRIED


def test_a_claim_of_other_words_is_not_carried():
    assert Support().probability("The mayor fled by night.", ["12 people died."]) < CARRIED
