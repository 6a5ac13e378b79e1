from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.measure.sketch import GAMMA, KEYS, Bins, keys_of, values_of

numbers = st.floats(1e-9, 1e40) | st.floats(-1e40, -1e-9) | st.just(0.0)


@given(numbers)
def test_a_bin_stands_for_values_within_0_8_percent(number: float) -> None:
    (found,) = values_of(keys_of(np.array([number])))

    assert math.isclose(found, number, rel_tol=0.0079)


@given(st.lists(numbers, min_size=2))
def test_keys_have_the_order_of_the_values(several: list[float]) -> None:
    keys = keys_of(np.array(sorted(several)))

    assert (np.diff(keys) >= 0).all()
    assert keys.min() > 0
    assert keys.max() < KEYS


def test_keys_are_those_of_the_agent() -> None:
    """agent pkg/util/quantile/config.go: the power of gamma below 1e-9 has the key 1, and 1 that of the bias"""
    zero = KEYS // 2

    assert GAMMA == 1.015625
    assert (keys_of(np.array([0, 9e-10, GAMMA**-1337, 1.0, -1.0])) - zero).tolist() == [0, 0, 1, 1338, -1338]


def test_what_is_too_large_is_in_the_last_bin() -> None:
    assert keys_of(np.array([1e300, -1e300])).tolist() == [KEYS - 1, 1]


def test_bins_of_a_cell_are_merged() -> None:
    bins = Bins(10)
    bins.add(7, np.array([2, 1, 2]), np.array([5, 9, 5]), None)
    bins.add(7, np.array([2]), np.array([5]), np.array([2.5]))

    codes, weights = bins.read(7) or ([], [])

    assert list(codes) == [(1 << 14) + 9, (2 << 14) + 5]
    assert list(weights) == [1, 4.5]
    assert bins.read(8) is None


def test_minutes_are_made_anew_of_all_their_cells() -> None:
    fine, minutes = Bins(10), Bins(60)
    for cell in (0, 5, 6):
        fine.add(cell, np.array([1]), np.array([3]), None)
    fine.fold_into(minutes)
    fine.add(1, np.array([1]), np.array([3]), None)
    fine.fold_into(minutes)

    assert {cell: weights.tolist() for cell, (_, weights) in minutes.cells.items()} == {0: [3], 1: [1]}
    assert fine.written == set()


def test_cells_before_a_second_are_forgotten() -> None:
    bins = Bins(10)
    for cell in (0, 1):
        bins.add(cell, np.array([1]), np.array([3]), None)
    bins.read(0)

    bins.forget(10)

    assert bins.read(0) is None
    assert bins.bytes == pytest.approx(12)
