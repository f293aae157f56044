"""A question-answering model of the Hugging Face kind, made on the spot, as the reader."""

from __future__ import annotations

import pytest
import torch
from tests_support import SMALL_BERT, save_with_tokenizer

from index.errors import ModelDamaged
from index.split import split_sentences
from qa.reading import PassageToRead, open_reader
from qa.reading.named import NamedReader


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from transformers import BertConfig, BertForQuestionAnswering

    folder = tmp_path_factory.mktemp("reader")
    torch.manual_seed(0)
    config = BertConfig(**SMALL_BERT)
    return save_with_tokenizer(BertForQuestionAnswering(config), folder)


def test_every_sentence_of_every_passage_is_scored(folder):
    texts = [
        "One came. Two went.",
        " ".join(f"Number {n} stood there quietly." for n in range(150)),
    ]
    passages = [PassageToRead("Headline", t, tuple(split_sentences(t))) for t in texts]
    reader = open_reader(str(folder))
    assert isinstance(reader, NamedReader)
    assert not reader.ready
    scores = reader.score("Who came?", passages)
    assert reader.ready
    for one, found in zip(passages, scores, strict=True):
        assert len(found) == len(one.sentences)
        for sentence, score in zip(one.sentences, found, strict=True):
            assert score.log_odds > float("-inf")
            assert sentence.start <= score.answer[0] < score.answer[1] <= sentence.end


def test_a_model_that_is_not_there_names_the_remedy():
    with pytest.raises(ModelDamaged, match="hf download nobody/nothing"):
        open_reader("nobody/nothing").load()
