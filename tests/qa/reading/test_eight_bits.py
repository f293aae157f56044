from __future__ import annotations

import pytest
import torch

from qa.reading.eight_bits import MOST, restored, rounded


def test_no_weight_of_a_row_is_off_by_more_than_half_a_step_of_its_largest():
    matrix = torch.randn(50, 300, generator=torch.Generator().manual_seed(1))
    matrix *= torch.logspace(-4, 2, 50)[:, None]
    back = restored(rounded({"layer.weight": matrix}))["layer.weight"]
    steps = matrix.abs().amax(1, keepdim=True) / MOST
    assert ((back - matrix).abs() <= steps * 0.501).all()
    largest = matrix.abs().argmax(1, keepdim=True)
    assert torch.allclose(back.gather(1, largest), matrix.gather(1, largest))


def test_a_matrix_is_written_as_bytes_and_a_row_of_zeros_comes_back_as_zeros():
    written = rounded({"weight": torch.zeros(2, 3), "bias": torch.tensor([0.5, -2.0])})
    assert written["weight"].dtype == torch.int8
    assert written["bias"].dtype == torch.float16
    back = restored(written)
    assert set(back) == {"weight", "bias"}
    assert torch.equal(back["weight"], torch.zeros(2, 3))
    assert back["bias"].tolist() == [0.5, -2.0]


@pytest.mark.parametrize("kind", [torch.float16, torch.float32])
def test_weights_without_scales_are_read_as_they_are(kind):
    weights = {"weight": torch.tensor([[0.25, -3.0]], dtype=kind)}
    assert torch.equal(restored(weights)["weight"], torch.tensor([[0.25, -3.0]]))
