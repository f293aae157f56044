"""What other stories answer counts for a sentence, or against it: by hand-made scores."""

from __future__ import annotations

import pytest
from evidence_support import found

from qa.agreement import with_agreement


def summed(evidence):
    return [(round(one.agreed, 2), round(one.contested, 2)) for one in with_agreement(evidence)]


def test_other_stories_count_once_each_and_by_how_likely_they_answer():
    one = found("Four ships sank.", 0.0, "Four")
    alike = found("The storm sank 4 ships, the town said.", 0.0, "4")
    other = found("Nine ships went down.", 0.0, "Nine")
    assert summed([one]) == [(0.0, 0.0)]
    assert summed([one, alike]) == [(0.5, 0.0), (0.5, 0.0)]
    assert summed([one, alike, other]) == [(0.5, 0.5), (0.5, 0.5), (0.0, 1.0)]
    sure = found("The storm sank 4 ships, they said.", 40.0, "4")
    assert summed([one, sure])[0] == (1.0, 0.0)


def test_copies_of_a_story_and_sentences_of_one_article_are_no_others():
    one = found("Four ships sank.", 0.0, "Four", key="a", story=7)
    copy = found("Four ships have sunk.", 0.0, "Four", key="b", story=7)
    beside = found("All four were old.", 0.0, "four", key="a", story=7)
    assert summed([one, copy, beside]) == [(0.0, 0.0)] * 3


@pytest.mark.parametrize("marked", [None, ""])
def test_nothing_marked_agrees_with_nothing(marked):
    one = found("Four ships sank.", 0.0, marked)
    other = found("Nine ships went down.", 0.0, "Nine")
    assert summed([one, other]) == [(0.0, 0.0)] * 2
