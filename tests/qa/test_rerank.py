"""A cross-encoder made on the spot orders the passages."""

from __future__ import annotations

import pytest
import torch
from tests_support import SMALL_BERT, save_with_tokenizer

from index.errors import ModelDamaged
from qa.assistant import Assistant
from qa.rerank import Reranker


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from transformers import BertConfig, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("reranker")
    torch.manual_seed(0)
    config = BertConfig(**SMALL_BERT, num_labels=1)
    return save_with_tokenizer(BertForSequenceClassification(config), folder)


def test_the_passages_come_in_its_order(library, assistant, folder):
    question = "How long is the crack in the western wall of the Brackwater Dam?"
    _, plain = assistant.ask_with_trace(question)
    reordering = Assistant(library, reranker=str(folder))
    assert not reordering.ready
    _, trace = reordering.ask_with_trace(question)
    assert reordering.ready
    assert {p.stored.passage.passage_id for p in trace.ranked} == {
        p.stored.passage.passage_id for p in plain.ranked
    }
    scores = [passage.score for passage in trace.ranked]
    assert scores == sorted(scores, reverse=True)
    assert [p.stored for p in trace.ranked] != [p.stored for p in plain.ranked]
    assert reordering.settings["reranker"] == str(folder)


def test_a_model_that_is_not_there_names_the_remedy():
    with pytest.raises(ModelDamaged, match="hf download nobody/nothing"):
        Reranker("nobody/nothing").load()
