"""What the network is given to read, and what becomes of its scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from evidence_support import found

from qa.coverage import BACKGROUND, covered, weights
from qa.language.words import stem
from qa.question import understand
from qa.reader import PASSAGES_READ, read
from qa.reading import SentenceScore

QUESTION = understand("How many ships left the harbour of Aden?", (), date(2026, 2, 1))
WEIGHTS = dict.fromkeys(QUESTION.words, 1.0)
NEAR = "Twelve ships left the harbour of Aden on Friday."
RIVAL = "The harbour of Aden was closed to ships that had left it."
FAR = "A bakery in Lyon has won a prize."


class RecordingReader:
    """Gives each sentence the same log-odds and remembers what it read."""

    ready = True

    def __init__(self):
        self.texts = []
        self.asked = []

    def load(self):
        pass

    def score(self, question, passages):
        self.texts += [passage.text for passage in passages]
        self.asked.append(question)
        return [[SentenceScore(2.0, None, 0.0)] * len(one.sentences) for one in passages]


def passages(*texts, similarity=0.5):
    return [replace(found(text).ranked, similarity=similarity) for text in texts]


def test_a_passage_out_of_reach_of_the_best_is_not_read():
    reader = RecordingReader()
    evidence = read(QUESTION, passages(NEAR, FAR, RIVAL), WEIGHTS, reader)
    assert reader.texts == [NEAR, RIVAL]
    assert {one.text for one in evidence} == {NEAR, RIVAL}
    assert evidence[0].text == NEAR


def test_without_a_network_all_sentences_are_scored_by_words():
    evidence = read(QUESTION, passages(FAR, NEAR), WEIGHTS, None)
    assert [one.text for one in evidence] == [NEAR, FAR]
    assert all(one.read is None for one in evidence)


def test_what_is_known_of_a_sentence_is_kept_beside_its_score():
    (one,) = read(QUESTION, passages(NEAR), WEIGHTS, RecordingReader())
    assert one.known["log_odds"] == 2.0
    assert one.known["covered"] == covered(NEAR, WEIGHTS)
    assert one.known["kind"] == 1.0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How did the harbour of Aden respond to the storm?", {1.0, 0.0}),
        ("What did Omar Said say about the harbour of Aden?", {0.0}),
    ],
)
def test_quotation_marks_count_where_nobody_in_particular_is_asked_for(question, expected):
    asked = understand(question, (), date(2026, 2, 1))
    assert asked.kind == "statement"
    texts = ("“The harbour of Aden is shut,” it was told.", "The harbour of Aden is shut.")
    found = read(asked, passages(*texts), WEIGHTS, None)
    assert {one.known["kind"] for one in found} == expected


def test_nothing_to_read_is_no_evidence():
    reader = RecordingReader()
    assert read(QUESTION, passages("Did twelve ships leave Aden?"), WEIGHTS, reader) == []
    assert reader.texts == []


def test_no_more_passages_are_read_than_are_allowed_for():
    reader = RecordingReader()
    texts = [f"{number} ships left the harbour of Aden." for number in range(PASSAGES_READ + 3)]
    read(QUESTION, passages(*texts), WEIGHTS, reader)
    assert reader.texts == texts[:PASSAGES_READ]


def test_of_several_sentences_the_one_that_asks_is_read_and_counts_most():
    text = "A ferry of Aden sank on Friday. How many ships left the harbour that day?"
    question = understand(text, (), date(2026, 2, 1))
    counted = weights(question, {}, 100)
    assert counted[stem("ferry")] == pytest.approx(BACKGROUND * counted[stem("harbour")])
    reader = RecordingReader()
    read(question, passages(NEAR), counted, reader)
    assert reader.asked == ["How many ships left the harbour that day?"]


def test_the_topic_counts_where_it_is_asked_what_somebody_said():
    question = understand("What did Lee say about the harbour?", (), date(2026, 2, 1))
    words = dict.fromkeys(question.words, 1.0)
    texts = passages("Lee said that the bakery was closed.", "Lee said that the harbour was full.")
    on_topic, off_topic = read(question, texts, words, RecordingReader())
    assert (on_topic.topic, off_topic.topic) == (1.0, 0.0)
    assert all(one.topic == 0 for one in read(QUESTION, passages(NEAR), WEIGHTS, None))
