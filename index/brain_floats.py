"""Whether the networks compute in brain floats (16 bits) on this processor, or in 32 bits.

Brain floats triple the rate with AMX, and on AMD's processors with AVX-512 BF16; the vectors keep a
cosine of 0.9999 with the full ones. An Intel Xeon whose AMX a virtual machine hides has AVX-512
BF16 too, and is quicker in 32 bits (docs/results.md); without any of these they are emulated,
slowly. The kind of processor decides and not a trial, so that what else a machine does changes
nothing about an answer.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

PROCESSOR = Path("/proc/cpuinfo")


@lru_cache(maxsize=1)
def brain_floats_pay() -> bool:
    """Whether products are quicker in brain floats than in 32 bits."""
    import torch

    cpu: Any = torch.cpu
    tiles, vectors = (
        bool(getattr(cpu, probe, bool)())
        for probe in ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    )
    return tiles or (vectors and _is_amd())


def _is_amd() -> bool:
    return PROCESSOR.is_file() and "AuthenticAMD" in PROCESSOR.read_text(encoding="utf-8")
