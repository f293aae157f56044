"""What the reader is trained to do: the losses, over TrainingBatches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from qa.reading.model import NEVER

if TYPE_CHECKING:
    from qa.training.batches import TrainingBatch

PASSAGE_WEIGHT = 0.5


def loss(
    starts: torch.Tensor,
    ends: torch.Tensor,
    sentences: torch.Tensor,
    batch: TrainingBatch,
    spans: float = 0.5,
) -> torch.Tensor:
    """The mean over questions of what the three scores are wrong by; `spans` weighs the answers.

    Sentences: the share of probability on those that answer, among all sentences of all passages
    of the question and "none" (zero). Passages: whether each answers, by the log-sum-exp of its
    sentences. Answers: start and end within a passage that has one marked.
    """
    question = _question_loss(sentences, batch)
    has = batch.evidence.any(-1)
    whole = sentences.logsumexp(-1)
    passage = functional.binary_cross_entropy_with_logits(whole, has.float())
    marked = batch.starts >= 0
    if bool(marked.any()):
        span = functional.cross_entropy(starts[marked], batch.starts[marked])
        span = span + functional.cross_entropy(ends[marked], batch.ends[marked])
    else:
        span = torch.zeros(())
    return question + PASSAGE_WEIGHT * passage + spans * span


def _question_loss(sentences: torch.Tensor, batch: TrainingBatch) -> torch.Tensor:
    wanted = sentences.masked_fill(~batch.evidence, NEVER)
    answered = (
        torch.zeros(batch.groups).index_add(0, batch.group, batch.evidence.any(-1).float()) > 0
    )
    none = torch.zeros(batch.groups)
    everything = _by_group(sentences.logsumexp(-1), batch, none)
    right = _by_group(wanted.logsumexp(-1), batch, torch.where(answered, NEVER, none))
    return (everything - right).mean()


def _by_group(values: torch.Tensor, batch: TrainingBatch, none: torch.Tensor) -> torch.Tensor:
    """log-sum-exp of the values of each question's passages and of `none` (questions,)."""
    with torch.no_grad():
        top = none.scatter_reduce(0, batch.group, values, "amax", include_self=True)
    total = torch.exp(none - top).index_add(0, batch.group, torch.exp(values - top[batch.group]))
    return total.log() + top
