"""A statement held against the sentences that were shown, from its codes to what may be shown."""

from __future__ import annotations

from evidence_support import found

from qa.writing.claim_check import Rejected, Supported, check
from qa.writing.model_output import Statement
from qa.writing.shown_sentences import ShownSentences
from qa.writing.support import Support

WHERE = "met with others in the old town hall by the river on Friday to speak of the harbour bill."
MET = f"The governor {WHERE}"


def checked(claim, *articles):
    shown = ShownSentences([found(text).ranked.stored for text in articles])
    code = next(one.code for one in shown._by_code.values() if one.text == articles[0])
    return check(Statement(claim, (code,)), shown, Support())


def test_another_article_that_was_shown_tells_that_a_first_word_is_a_name():
    claim = f"Calder {WHERE}"
    found = checked(claim, MET, "On Monday the town of Calder was flooded.")
    assert isinstance(found, Rejected)
    assert "name Calder" in found.fault.detail


def test_an_ordinary_first_word_is_no_name():
    claim = f"Lawmakers {WHERE}"
    found = checked(claim, MET, "On Monday the lawmakers were there.")
    assert isinstance(found, Supported)


def test_what_a_lawyer_says_is_not_said_by_the_client():
    text = "A lawyer for Ann Lee said the case was a sham."
    assert isinstance(checked("Ann Lee said the case was a sham.", text), Rejected)
    assert isinstance(checked("A lawyer for Ann Lee said the case was a sham.", text), Supported)
