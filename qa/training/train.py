"""The training run: examples in, averaged weights out, resumable at every checkpoint."""

from __future__ import annotations

import itertools
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import torch

from index.brain_floats import brain_floats_pay
from qa.training import attention
from qa.training.batches import Draws, EncodedExample, epoch
from qa.training.loss import loss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from qa.reading.model import ReaderModel
    from qa.training.batches import TrainingBatch


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run depends on, besides its data.

    `epochs` times over the examples; `tokens` in a batch; `rate` of the heads and the uppermost
    layer, multiplied by `layer_decay` for each layer below; `frozen` lowest layers; `average` the
    decay of the running mean of the weights, which is what is kept; `spans` the weight of the short
    answers in the loss; `unanswered` and `beside` as in `batches.Draws`.
    """

    epochs: float = 0.8
    tokens: int = 4_500
    rate: float = 2e-4
    layer_decay: float = 0.85
    warm_up: float = 0.06
    weight_decay: float = 0.01
    frozen: int = 0
    average: float = 0.998
    spans: float = 1.0
    unanswered: float = 0.3
    beside: float = 0.5
    seed: int = 7


def trained_parameters(model: ReaderModel, frozen: int) -> dict[str, torch.nn.Parameter]:
    """Freeze the embeddings and the lowest layers; the parameters that are left, by name."""
    for name, parameter in model.named_parameters():
        layer = _layer(name)
        if name.startswith("encoder.") and (layer is None or layer < frozen):
            parameter.requires_grad_(requires_grad=False)
    return {name: p for name, p in model.named_parameters() if p.requires_grad}


def train(
    model: ReaderModel,
    examples: Sequence[EncodedExample],
    recipe: Recipe,
    folder: Path,
    watch: Callable[[int, int, float], None],
    checkpoint_every: float = 300.0,
) -> dict[str, torch.Tensor]:
    """Train `model` in place and return the averaged weights of its trained parameters.

    `folder` takes `checkpoint.pt` every `checkpoint_every` seconds, from which a run that was
    interrupted goes on, and `curve.jsonl`, one line every fifty steps. `watch` is told of
    (step, steps, mean loss of late).
    """
    if brain_floats_pay():
        attention.use(model)
    parameters = trained_parameters(model, recipe.frozen)
    optimizer = torch.optim.AdamW(_groups(parameters, recipe), weight_decay=recipe.weight_decay)
    schedule = [group["lr"] for group in optimizer.param_groups]
    state = _State(folder, parameters, optimizer, recipe)
    generator = random.Random(recipe.seed)
    draws = Draws(recipe.unanswered, recipe.beside)
    first = epoch(examples, recipe.tokens, generator, draws)
    steps = round(recipe.epochs * sum(1 for _ in first))
    model.train()
    recent: list[float] = []
    saved = time.monotonic()
    left = itertools.islice(_batches(examples, recipe), state.step, steps)
    for step, batch in enumerate(left, state.step + 1):
        factor = _rate_factor(step, steps, recipe.warm_up)
        for group, rate in zip(optimizer.param_groups, schedule, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", torch.bfloat16, enabled=brain_floats_pay()):
            starts, ends, sentences = model(batch.inputs)
        value = loss(starts, ends, sentences, batch, recipe.spans)
        optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), 1.0)
        optimizer.step()
        state.took(step)
        recent = [*recent[-199:], float(value.detach())]
        watch(step, steps, sum(recent) / len(recent))
        if step % 50 == 0:
            state.log(step, sum(recent) / len(recent))
        if time.monotonic() - saved > checkpoint_every:
            state.save()
            saved = time.monotonic()
    state.save()
    return state.average


class _State:
    """What an interrupted run goes on from: weights, their mean, the optimizer, the step."""

    def __init__(
        self,
        folder: Path,
        parameters: dict[str, torch.nn.Parameter],
        optimizer: torch.optim.Optimizer,
        recipe: Recipe,
    ) -> None:
        self.step = 0
        self.average = {name: p.detach().clone() for name, p in parameters.items()}
        self._parameters, self._optimizer, self._recipe = parameters, optimizer, recipe
        self._file = folder / "checkpoint.pt"
        self._curve = folder / "curve.jsonl"
        if self._file.is_file():
            saved = torch.load(self._file, weights_only=True)
            if saved["recipe"] == json.dumps(asdict(recipe)):
                self.step, self.average = saved["step"], saved["average"]
                optimizer.load_state_dict(saved["optimizer"])
                with torch.no_grad():
                    for name, parameter in parameters.items():
                        parameter.copy_(saved["weights"][name])

    def took(self, step: int) -> None:
        """Count a step and move the mean of the weights; its memory grows with the steps."""
        self.step = step
        decay = min(self._recipe.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, mean in self.average.items():
                mean.lerp_(self._parameters[name], 1 - decay)

    def log(self, step: int, value: float) -> None:
        with self._curve.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": step, "loss": round(value, 4)}) + "\n")

    def save(self) -> None:
        """Write the checkpoint beside the old one and put it in its place."""
        fresh = self._file.with_suffix(".new")
        torch.save(
            {
                "recipe": json.dumps(asdict(self._recipe)),
                "step": self.step,
                "average": self.average,
                "weights": {n: p.detach() for n, p in self._parameters.items()},
                "optimizer": self._optimizer.state_dict(),
            },
            fresh,
        )
        fresh.replace(self._file)


def _batches(examples: Sequence[EncodedExample], recipe: Recipe) -> Iterator[TrainingBatch]:
    """The batches of all epochs, each epoch drawn anew."""
    draws = Draws(recipe.unanswered, recipe.beside)
    for number in itertools.count():
        generator = random.Random(recipe.seed * 1000 + number)
        yield from epoch(examples, recipe.tokens, generator, draws)


def _rate_factor(step: int, steps: int, warm_up: float) -> float:
    """Rises linearly over the first steps, then falls along a cosine to a hundredth."""
    rise = warm_up * steps
    if step < rise:
        return step / rise
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rise) / (steps - rise))))


def _groups(parameters: dict[str, torch.nn.Parameter], recipe: Recipe) -> list[dict[str, Any]]:
    layers = [_layer(name) for name in parameters]
    top = max((layer for layer in layers if layer is not None), default=0)
    return [
        {
            "params": [parameter],
            "lr": recipe.rate * (1.0 if layer is None else recipe.layer_decay ** (top - layer)),
        }
        for (name, parameter), layer in zip(parameters.items(), layers, strict=True)
    ]


def _layer(name: str) -> int | None:
    """The number of the encoder's layer that a parameter is in, None for embeddings and heads."""
    before, _, rest = name.partition("encoder.layer.")
    return int(rest.split(".")[0]) if rest and before == "encoder." else None
