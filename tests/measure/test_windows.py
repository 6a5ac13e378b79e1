from __future__ import annotations

import numpy as np
import pytest

from dogwatch.measure import Windows
from dogwatch.measure.grid import grid
from dogwatch.measure.windows import parts_with_values

from .series import NOON


def test_windows_begin_a_step_apart_and_some_of_them_can_be_taken() -> None:
    windows = Windows(NOON, 300, step=60, number=5)

    assert [windows.window(place) for place in (0, 4)] == [(NOON, NOON + 300), (NOON + 240, NOON + 540)]
    assert windows.some(3, 10) == Windows(NOON + 180, 300, step=60, number=2)


@pytest.mark.parametrize(
    ("begin", "has", "seconds", "parts"),
    [
        (NOON, "1 0 0 1", 60, "1 0 0 1"),
        (NOON, "1 0 0 0", 120, "1 0"),
        (NOON, "0 0 0 1", 180, "0 1"),
        # Buckets that the window cuts count for each part that they reach into.
        (NOON + 30, "1 0 0 0 0", 60, "1 0 0 0"),
        (NOON + 30, "0 1 0 0 0", 60, "1 1 0 0"),
        (NOON, "1 0", 30, "1 1 0 0"),
    ],
)
def test_a_part_has_a_value_when_a_bucket_that_it_overlaps_has(begin: int, has: str, seconds: int, parts: str) -> None:
    cells = np.array([[each == "1" for each in has.split()]])
    length = 60 * cells.shape[1] if begin == NOON else 240
    found = parts_with_values(cells, grid(begin, begin + length, 60), begin, length, seconds)

    assert found[0].tolist() == [each == "1" for each in parts.split()]
