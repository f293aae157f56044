"""Which processors compute in brain floats."""

from __future__ import annotations

import pytest
import torch

from index import brain_floats

AMD, INTEL = "vendor_id\t: AuthenticAMD\n", "vendor_id\t: GenuineIntel\n"


@pytest.mark.parametrize(
    ("tiles", "vectors", "vendor", "pays"),
    [
        (True, True, INTEL, True),
        (False, True, AMD, True),
        (False, True, INTEL, False),
        (False, False, AMD, False),
    ],
)
def test_brain_floats_where_they_are_quicker(monkeypatch, tmp_path, tiles, vectors, vendor, pays):
    processor = tmp_path / "cpuinfo"
    processor.write_text(vendor, encoding="utf-8")
    monkeypatch.setattr(brain_floats, "PROCESSOR", processor)
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: tiles, raising=False)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: vectors, raising=False)
    brain_floats.brain_floats_pay.cache_clear()
    try:
        assert brain_floats.brain_floats_pay() is pays
    finally:
        brain_floats.brain_floats_pay.cache_clear()
