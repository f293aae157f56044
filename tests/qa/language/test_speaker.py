"""Who says what a sentence says."""

from __future__ import annotations

import pytest

from index.split import split_sentences
from qa.language.speaker import leans_on_context, referent_of, speaker_of

ARTICLE = (
    "Iranian ambassador Ali Bahreini said messages are exchanged. “It is no negotiation,” the envoy "
    "said. He stressed the red line. The lake is low, according to Ines Tallow. “We hope,” said "
    "the mayor, Anton Reyl. It rained. Bahreini told reporters he would stay."
)


def test_speakers():
    sentences = split_sentences(ARTICLE)
    found = [speaker_of(ARTICLE, sentences, position) for position in range(len(sentences))]
    assert found == ["Ali Bahreini", "Ali Bahreini", "Ali Bahreini", "Ines Tallow", "Anton Reyl", None, "Ali Bahreini"]  # fmt: skip
    assert referent_of(ARTICLE, sentences, 2) == "Ali Bahreini"
    assert referent_of(ARTICLE, sentences, 5) is None, "no person rains"


def test_which_sentences_lean_on_what_is_before_them():
    assert leans_on_context("He stressed the red line.")
    assert leans_on_context("The envoy said so.")
    assert leans_on_context("“It was hard,” he said.")
    assert not leans_on_context("Bahreini said he would stay.")
    assert not leans_on_context("The lake is low.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The mayor said the dam would hold.", "Ines Tallow"),
        ("The Vermont senator said the dam would hold.", "Ines Tallow"),
        ("The company said the dam would hold.", None),
        ("The Pentagon confirmed that the dam would hold.", None),
        ("“The dam will hold,” the Brackwater water authority said.", None),
        ("The report said the dam would hold, while Anton Reyl warned of rain.", "Anton Reyl"),
        ("“The dam will hold,” said Brackwater CEO Anton Reyl.", "Anton Reyl"),
        ("“The dam will hold,” U.S. Attorney Anton Reyl said.", "Anton Reyl"),
        ("Regardless, the council said the dam would hold.", None),
        ("Superdelegates: the dam will hold.", None),
        ("“The dam will hold,” a Calder official said.", None),
        ("Her lawyer said the dam would hold.", None),
        ("“The dam will hold,” said a senior Tallow adviser.", None),
        ("“The dam will hold,” said Tallow spokesman Anton Reyl.", "Anton Reyl"),
        ("The dam will hold, according to Tallow spokesman Anton Reyl.", "Anton Reyl"),
    ],
)
def test_a_description_of_a_person_stands_for_the_last_one_and_a_body_for_nobody(
    sentence, expected
):
    text = f"Ines Tallow said it would rain. {sentence}"
    assert speaker_of(text, split_sentences(text), 1) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gov. Laura Kelly said the dam would hold.", "Laura Kelly"),
        ('“It will hold," Jo Reyl said, adding that it was "new."', "Jo Reyl"),
        ("However tall the dam, it “will hold,” said Jo Reyl (a view of all).", "Jo Reyl"),
        ("As Jo Reyl put it, the dam is “a wonder of our time.”", "Jo Reyl"),
        ("Jo Reyl, 59, of Ashton, Md., said the dam would hold.", "Jo Reyl"),
        ("“It holds,” said Brackwater Health Chief Administrative Officer Jo Reyl.", "Jo Reyl"),
        ("The Courier's Anton Reyl said the dam would hold.", "Anton Reyl"),
        ("Rep. Anton Reyl, R-Wyo., who was born there, said the dam would hold.", "Anton Reyl"),
        ("Whether Anton said the dam would hold is not known.", "Anton"),
        ("It's said that the dam will hold.", None),
        ("Officials said the dam would hold.", None),
        ("Montana has reported that the dam will hold.", None),
        ("Anton Reyl is touring behind “The Dam of Brackwater”.", None),
        ("Anton Reyl's dam is “a wonder of the world”.", None),
        ("Anton Reyl found the dam “a wonder of the world”.", "Anton Reyl"),
    ],
)
def test_what_is_a_name_and_what_stands_before_one(sentence, expected):
    assert speaker_of(sentence, split_sentences(sentence), 0) == expected


def test_a_name_does_not_go_on_in_the_next_line():
    text = "Dora Varga\nReyl said the dam would hold."
    assert speaker_of(text, split_sentences(text), 1) == "Reyl"
