"""Questions and passages as numbers: every token knows its sentence, nothing is lost."""

from __future__ import annotations

import pytest

from index.embedding import Embedder
from index.split import split_sentences
from qa.reading.model import MOST_TOKENS, QUESTION_TOKENS, PairEncoder

TEXT = "The bridge opened in 1932. It carries eight lanes! Who pays for it? Nobody knows."


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    return PairEncoder(Embedder().tokenizer)


def test_each_token_is_in_its_sentence(encoder):
    sentences = split_sentences(TEXT)
    (pair,) = encoder.windows(encoder.question("When?"), "Bridge (2020-01-01)", TEXT, sentences)
    assert len(pair.ids) == len(pair.sentence_of) == len(pair.offsets)
    for number, (start, end) in zip(pair.sentence_of, pair.offsets, strict=True):
        if number >= 0:
            sentence = sentences[number]
            assert sentence.start <= start < end <= sentence.end
    assert set(pair.sentence_of) == {-1, 0, 1, 2, 3}


def test_the_passage_begins_after_the_question(encoder):
    question = encoder.question("When did the bridge open?")
    (pair,) = encoder.windows(question, "", TEXT, split_sentences(TEXT))
    assert list(pair.ids[1 : len(question) + 1]) == question
    assert pair.second == len(question) + 2
    assert pair.sentence_of[pair.second] == 0


def test_a_long_passage_is_read_in_overlapping_windows(encoder):
    text = " ".join(
        f"Sentence number {n} says something about river number {n}." for n in range(90)
    )
    sentences = split_sentences(text)
    pairs = encoder.windows(encoder.question("Which river?"), "Rivers", text, sentences)
    assert len(pairs) > 2
    seen: dict[int, int] = {}
    for pair in pairs:
        assert len(pair.ids) <= MOST_TOKENS
        for number in set(pair.sentence_of) - {-1}:
            seen[number] = seen.get(number, 0) + 1
    assert set(seen) == set(range(len(sentences)))
    assert sum(count > 1 for count in seen.values()) > len(sentences) / 3


def test_one_endless_sentence_is_read_to_its_end(encoder):
    text = "word " * 1500
    pairs = encoder.windows(encoder.question("What?"), "", text, split_sentences(text))
    assert max(end for pair in pairs for _, end in pair.offsets) >= len(text.rstrip())


def test_of_a_long_question_the_end_is_read(encoder):
    question = encoder.question("It was a long day. " * 60 + "Who won?")
    assert len(question) == QUESTION_TOKENS
    assert question[-3:] == encoder.question("Who won?")
