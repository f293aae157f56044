"""Trained weights -> the file that is shipped: 8 bits, with what made it in the header."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from safetensors.torch import save_file

from qa.reading.eight_bits import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import torch

    from qa.training.train import Recipe


def export(weights: Mapping[str, torch.Tensor], recipe: Recipe, file: Path) -> str:
    """Write `weights` to `file` in 8 bits and return its sha256.

    The file is written beside the old one and put in its place whole.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    save_file(rounded(weights), fresh, metadata={"recipe": json.dumps(asdict(recipe))})
    fresh.replace(file)
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
