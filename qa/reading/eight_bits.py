"""Weights in 8 bits: what the shipped file holds, half the size of half precision.

Each row of a matrix is kept as whole numbers from -127 to 127 beside the one number that they are
multiplied by, so that its largest weight is exact and no weight is off by more than a 254th of it.
Biases and norms are small, and are kept in half precision. The reader computes with the weights
that this gives back, so that nothing but their last digits changes; what that costs stands in
docs/reader.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 127
SCALE = ".scale"
"""Ends the name of the tensor that has the scales of the rows of another."""


def rounded(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Float tensors by name -> those to write.

    A matrix (rows, columns) becomes whole numbers of that shape and scales (rows, 1).
    """
    result = {}
    for name, value in weights.items():
        if value.dim() < 2:  # noqa: PLR2004 - a matrix has two
            result[name] = value.to(torch.float16).contiguous()
            continue
        scale = value.float().abs().amax(dim=-1, keepdim=True).clamp_min(1e-12) / MOST
        result[name] = (value.float() / scale).round().to(torch.int8).contiguous()
        result[name + SCALE] = scale
    return result


def restored(written: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What `rounded` gave -> float32 tensors by name. Tensors without scales stay as they are."""
    return {
        name: value.float() * written[name + SCALE] if name + SCALE in written else value.float()
        for name, value in written.items()
        if not name.endswith(SCALE)
    }
