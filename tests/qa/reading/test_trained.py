"""The shipped reader: it reads, its file is checked, and its scores do not depend on company."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.errors import ModelDamaged
from index.split import split_sentences
from qa.reading import NO_READER, PassageToRead, open_reader
from qa.reading import trained as trained_module
from qa.reading.trained import TrainedReader

PASSAGES = {
    "ferry": "The ferry Aurora left Port Ellis at dawn on Tuesday. It carried 212 passengers and 40 "
    "cars. Captain Maria Solano said the storm had come without warning. The harbour was closed "
    "until noon.",
    "budget": "The city council met on Monday evening. It approved a budget of $48 million. Most of "
    "it will go to schools and roads. Two members voted against it.",
}


def passage(name: str) -> PassageToRead:
    text = PASSAGES[name]
    return PassageToRead("", text, tuple(split_sentences(text)))


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    opened = TrainedReader()
    opened.load()
    return opened


@pytest.mark.parametrize(
    ("question", "name", "sentence", "answer"),
    [
        ("How many passengers were on the ferry?", "ferry", 1, "212"),
        ("Who was the captain?", "ferry", 2, "Maria Solano"),
        ("How much money did the council approve?", "budget", 1, "$48 million"),
        ("When did the council meet?", "budget", 0, "Monday"),
    ],
)
def test_it_finds_the_sentence_and_the_answer_in_it(reader, question, name, sentence, answer):
    (scores,) = reader.score(question, [passage(name)])
    best = max(range(len(scores)), key=lambda n: scores[n].log_odds)
    assert best == sentence
    start, end = scores[best].answer
    assert answer in PASSAGES[name][start:end]


def test_the_passage_that_answers_scores_above_the_one_that_does_not(reader):
    question = "How many passengers were on the ferry?"
    ferry, budget = reader.score(question, [passage("ferry"), passage("budget")])
    assert max(s.log_odds for s in ferry) > max(s.log_odds for s in budget) + 1


def test_short_answers_lie_inside_their_sentences(reader):
    for name in PASSAGES:
        one = passage(name)
        (scores,) = reader.score("What happened?", [one])
        for sentence, score in zip(one.sentences, scores, strict=True):
            assert sentence.start <= score.answer[0] < score.answer[1] <= sentence.end


def test_a_score_does_not_depend_on_what_is_read_beside_it(reader):
    question = "Who was the captain?"
    (alone,) = reader.score(question, [passage("ferry")])
    together = reader.score(question, [passage("budget"), passage("ferry")])[1]
    for one, other in zip(alone, together, strict=True):
        assert one.log_odds == pytest.approx(other.log_odds, abs=0.15)  # brain floats


def test_a_passage_without_words_is_no_failure(reader):
    assert reader.score("Who?", [PassageToRead("", "", ())]) == [[]]
    assert reader.score("Who?", []) == []


def test_missing_weights_name_the_remedy(tmp_path):
    with pytest.raises(ModelDamaged, match=r"missing.*python -m qa\.training"):
        TrainedReader(tmp_path / "none.safetensors").load()


def test_other_weights_than_the_published_are_refused(tmp_path, monkeypatch):
    shipped = Path(trained_module.__file__).with_name("weights") / "reader.safetensors"
    copy = tmp_path / "reader.safetensors"
    shutil.copy(shipped, copy)
    with copy.open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"\1\2\3\4")
    damaged = TrainedReader()
    monkeypatch.setattr(damaged, "_file", copy)
    with pytest.raises(ModelDamaged, match="sha256"):
        damaged.load()


def test_the_shipped_file_is_small():
    shipped = Path(trained_module.__file__).with_name("weights") / "reader.safetensors"
    assert shipped.stat().st_size <= 15e6


def test_no_reader_by_name():
    assert open_reader(NO_READER) is None
