"""A small run: the loss falls, an interrupted run ends like an undisturbed one, the file is read."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import torch
from torch.nn import functional

from index.embedding import Embedder
from qa.reading.model import NEVER, PairEncoder, ReaderModel
from qa.reading.trained import base_model
from qa.training import attention
from qa.training.batches import EncodedExample, collate, encode, epoch
from qa.training.examples import Candidate, Example
from qa.training.export import export
from qa.training.loss import loss
from qa.training.phases import Phase
from qa.training.train import Recipe, train, trained_parameters

COLORS = ["red", "green", "blue", "black", "white", "brown"]
THINGS = ["door", "roof", "wall", "boat", "coat", "lamp", "ball", "chair"]


@pytest.fixture(scope="module")
def examples() -> list[EncodedExample]:
    encoder = PairEncoder(Embedder().tokenizer)
    found = []
    for number, thing in enumerate(THINGS * 4):
        color, other = COLORS[number % 6], THINGS[(number + 3) % 8]
        text = f"It was an old house. The {thing} was {color}. Nobody lived there."
        start = text.index(color)
        found.append(
            Example(
                f"What color was the {thing}?",
                Candidate.of(text, [(start, start + len(color))]),
                (Candidate.of(f"It was an old house. The {other} was {color}."),),
                "test",
            )
        )
    return [encode(one, encoder) for one in found]


def small_model() -> ReaderModel:
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=96,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return ReaderModel(BertModel(config, add_pooling_layer=False), 48)


RECIPE = Recipe(epochs=3, tokens=300, rate=3e-3, frozen=0, average=0.5)


def run(folder, examples, recipe=RECIPE, model=None, stop_after=None):
    folder.mkdir(exist_ok=True)
    losses = []

    def watch(step, _steps, value):
        losses.append(value)
        if step == stop_after:
            raise KeyboardInterrupt

    weights = train(model or small_model(), examples, recipe, folder, watch, 0.0)
    return weights, losses


def test_the_loss_falls(tmp_path, examples):
    _, losses = run(tmp_path / "a", examples, Recipe(epochs=8, tokens=300, rate=3e-3, frozen=0))
    assert losses[-1] < 0.7 * losses[0]


def test_an_interrupted_run_ends_like_an_undisturbed_one(tmp_path, examples):
    whole, _ = run(tmp_path / "a", examples)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "b", examples, stop_after=7)
    resumed, losses = run(tmp_path / "b", examples)
    assert len(losses) < 3 * 32  # it went on, and did not begin again
    for name, value in whole.items():
        assert torch.allclose(value, resumed[name], atol=1e-5), name


def test_another_recipe_does_not_go_on_from_the_checkpoint(tmp_path, examples):
    run(tmp_path / "a", examples)
    _, again = run(tmp_path / "a", examples)
    assert not again  # the same: it had ended
    _, other = run(tmp_path / "a", examples, Recipe(epochs=1, tokens=300, frozen=0, seed=8))
    assert other


def test_of_several_runs_the_mean_is_kept(tmp_path, examples):
    def watch(*_):
        pass

    phase = Phase("twice", RECIPE, runs=2)
    model = small_model()
    mean = phase.train(model, examples, tmp_path, watch)
    runs = [
        run(tmp_path / str(seed), examples, replace(RECIPE, seed=seed))[0]
        for seed in (RECIPE.seed, RECIPE.seed + 1)
    ]
    assert any(not torch.equal(runs[0][name], runs[1][name]) for name in mean)
    for name, value in mean.items():
        assert torch.allclose(value, (runs[0][name] + runs[1][name]) / 2, atol=1e-5), name
        assert torch.equal(value, dict(model.named_parameters())[name])


def test_frozen_layers_are_not_trained_and_not_exported():
    model = small_model()
    names = trained_parameters(model, frozen=1)
    assert not any(".embeddings." in name or "layer.0." in name for name in names)
    assert any("layer.1." in name for name in names)
    assert any(name.startswith("fit.") for name in names)


def test_what_is_exported_is_what_is_read(tmp_path):
    from qa.reading import PassageToRead
    from qa.reading.trained import TrainedReader

    model = base_model(Embedder())
    trained = trained_parameters(model, frozen=4)
    recipe = Recipe(frozen=4)
    digest = export({n: p.detach() for n, p in trained.items()}, recipe, tmp_path / "w.safetensors")
    again = export({n: p.detach() for n, p in trained.items()}, recipe, tmp_path / "w2.safetensors")
    assert digest == again
    text = "One came. Two went."
    candidate = Candidate.of(text)
    reader = TrainedReader(tmp_path / "w.safetensors")
    (scores,) = reader.score("Who?", [PassageToRead("", text, candidate.sentences)])
    encoder = PairEncoder(Embedder().tokenizer)
    example = encode(Example("Who?", None, (candidate,), "test"), encoder)
    batch = collate([list(example.negatives)])
    with torch.inference_mode():
        _, _, sentences = model.eval()(batch.inputs)
    for number, score in enumerate(scores):
        assert score.log_odds == pytest.approx(float(sentences[0, number]), abs=0.05)


def test_batches_hold_every_question_once_and_few_tokens(examples):
    seen = 0
    for batch in epoch(examples, 300, random.Random(0)):
        assert batch.inputs.ids.numel() <= 300
        assert batch.group.tolist() == sorted(batch.group.tolist())
        seen += batch.groups
    assert seen == len(examples)


def test_the_loss_of_hand_worked_scores(examples):
    """Two sentences with scores 1 and 3, the second right: -log(e^3 / (1 + e + e^3)) for the
    question; log(1 + e^-s) with s = log(e + e^3) for the passage; and ln 4 for each of start and
    end that are even over four tokens."""
    batch = collate([[examples[0].positive]])
    batch.evidence[:] = False
    batch.evidence[0, 1] = True
    sentences = torch.tensor([[1.0, 3.0, NEVER]])
    even = torch.full(batch.inputs.ids.shape, NEVER)
    first = int(batch.starts[0])
    even[0, first - 1 : first + 3] = 0.0
    e = torch.e
    question = -torch.log(torch.tensor(e**3 / (1 + e + e**3)))
    passage = torch.log1p(torch.exp(-torch.log(torch.tensor(e + e**3))))
    expected = question + 0.5 * passage + 0.5 * 2 * torch.log(torch.tensor(4.0))
    assert loss(even, even, sentences, batch) == pytest.approx(float(expected), abs=1e-4)


def test_attention_in_brain_floats_is_that_of_pytorch():
    query, key, value = torch.randn(3, 2, 4, 9, 8)
    mask = torch.ones(2, 1, 1, 9, dtype=torch.bool)
    mask[1, ..., 6:] = False
    ours, _ = attention.attend(torch.nn.Module(), query, key, value, mask)
    theirs = functional.scaled_dot_product_attention(query, key, value, mask)
    assert torch.allclose(ours, theirs.transpose(1, 2), atol=1e-5)
    added = torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))
    again, _ = attention.attend(torch.nn.Module(), query, key, value, added)
    assert torch.allclose(again, ours, atol=1e-5)
