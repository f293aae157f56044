"""Words that turn a statement around, and the same words where they do not."""

from __future__ import annotations

import pytest

from qa.language.opposites import turned_word


@pytest.mark.parametrize(
    ("text", "other", "word"),
    [
        ("It rose.", "It fell.", "rose"),
        ("He voted for it.", "He voted against the bill.", "for"),
        ("Lee is for the plan.", "Lee is against the plan.", "for"),
        ("Prices were up in May.", "Prices were down in May.", "up"),
        ("It closed up 3 percent.", "It ended down 3 percent.", "up"),
        ("It passed with their votes.", "It passed without their votes.", "with"),
        ("Over 500 came.", "Under 500 came.", "over"),
        ("More than 500 came.", "Nearly 500 came.", "more than"),
        ("Fewer people came.", "More people came.", "fewer"),
    ],
)
def test_turned_around(text, other, word):
    assert turned_word(text, [other]).word == word
    assert turned_word(text, [other, text]) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("CNN was sued for its words.", "The suit against CNN is about its words."),
        ("He grew up in Calder.", "The mill of Calder was shut down."),
        ("They spoke over the phone.", "They were under pressure on the phone."),
        ("At least 12 died.", "It killed 12 or more in most of the town."),
        ("Over 500 came.", "No fewer than 500 came."),
        ("More than 500 men met 100 women.", "Fewer than 100 women met over 500 men."),
    ],
)
def test_not_turned_around(text, other):
    assert turned_word(text, [other]) is None
