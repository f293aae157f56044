"""Who says what a sentence says."""

from __future__ import annotations

import time

import pytest

from index.article import Sentence
from index.split import split_sentences
from qa.language.full_name import full_name
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
        ("The mayor, Anton Reyl, said the dam would hold.", "Anton Reyl"),
        ("“The dam will hold,” the Calder president, Anton Reyl, said.", "Anton Reyl"),
        ("“The dam will hold,” his chief of staff, Anton Reyl, told reporters.", "Anton Reyl"),
        ("The mayor, 63, said the dam would hold.", "Ines Tallow"),
        ("Anton Reyl was accused by Dora Varga of letting the dam rot.", "Dora Varga"),
        ("Anton Reyl was also told by Mayor Dora Varga that the dam would hold.", "Dora Varga"),
        ("Anton Reyl was charged with 34 felonies on Tuesday.", None),
        ("Anton Reyl was criticized on Tuesday by Dora Varga.", None),
        ("Anton Reyl was saying that the dam would hold.", "Anton Reyl"),
        ("“The dam will hold,” Anton Reyl was quoted as saying.", "Anton Reyl"),
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
        ("J.D. Reyl said the dam would hold.", "J.D. Reyl"),
        ("A. E. Reyl said the dam would hold.", "A. E. Reyl"),
        ("S.C. Rep. Jo Reyl said the dam would hold.", "Jo Reyl"),
        ("U.S. President Jo Reyl said the dam would hold.", "Jo Reyl"),
        ("Del. Jo Reyl said the dam would hold.", "Jo Reyl"),
        ("Pope Jo XIV said the dam would hold.", "Jo XIV"),
        ("Anton Un said the dam would hold.", "Anton Un"),
        ("Anton West said the dam would hold.", "Anton West"),
        ("Key West said the dam would hold.", None),
        ("The UN said the dam would hold.", None),
    ],
)
def test_what_is_a_name_and_what_stands_before_one(sentence, expected):
    assert speaker_of(sentence, split_sentences(sentence), 0) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Melania Reyl came. Donald Reyl went.", "Reyl said so.", "Reyl"),
        ("Melania Reyl came. Donald Reyl went.", "He said so.", "Donald Reyl"),
        ("Melania Reyl came. Donald Reyl went.", "She said so.", "Melania Reyl"),
        ("Donald Reyl came. " * 3 + "Melania Reyl went.", "Reyl said so.", "Donald Reyl"),
        ("Donald Reyl came. Donald J. Reyl went.", "Reyl said so.", "Donald Reyl"),
        ("Calls Reyl a Liar\n\nDonald Reyl was called that.", "Reyl said so.", "Donald Reyl"),
        ("Billionaire Donald Reyl came.", "Reyl said so.", "Donald Reyl"),
        ("Donald Reyl came. Kim Anton Un spoke.", "“Yes,” he said.", "Kim Anton Un"),
    ],
)
def test_a_surname_is_that_of_the_one_who_bears_it(before, after, expected):
    text = f"{before}\n\n{after}"
    sentences = split_sentences(text)
    assert speaker_of(text, sentences, len(sentences) - 1) == expected


def test_a_description_with_its_name_is_clear_alone():
    assert not leans_on_context("The senator from Texas, John Reyl, voted no.")
    assert leans_on_context("The senator from Texas, who is 59, voted no.")


@pytest.mark.parametrize(
    "hostile",
    [
        "Zed " + "J. " * 3000 + "and so on, Ann Lee said.",
        "Zed " + "J." * 3000 + " x, Ann Lee said.",
        "A'" * 4000 + " said so. Ann said.",
        "A-" * 4000 + " said so. Ann said.",
        "The a, " * 2000 + "said Ann Lee.",
    ],
)
def test_no_text_takes_long(hostile):
    began = time.process_time()
    sentences = [Sentence(0, len(hostile))]
    speaker_of(hostile, sentences, 0)
    referent_of(hostile, sentences, 0)
    full_name(hostile, "Lee")
    assert time.process_time() - began < 5, "seconds; by the square of its length it is minutes"


def test_a_name_does_not_go_on_in_the_next_line():
    text = "Dora Varga\nReyl said the dam would hold."
    assert speaker_of(text, split_sentences(text), 1) == "Reyl"
