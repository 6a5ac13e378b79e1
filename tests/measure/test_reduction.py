from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import reduce
from operator import add

import numpy as np
import pytest

from dogwatch.measure.reduction import AGGREGATORS, reduced, reduced_windows

NAN = math.nan


def added(values: Iterable[float]) -> float:
    """One after the other, as numpy adds a few: from Python 3.12 on `sum` makes up for what is rounded off."""
    return reduce(add, values)


ALONE: dict[str, Callable[[list[float]], float]] = {
    "avg": lambda values: added(values) / len(values),
    "mean": lambda values: added(values) / len(values),
    "sum": added,
    "min": min,
    "max": max,
    "last": lambda values: values[-1],
    "area": lambda values: added(values) * 60,
    "l2norm": lambda values: math.sqrt(added(value**2 for value in values)),
    "count": lambda values: float(len(values)),
}


@pytest.mark.parametrize("aggregator", AGGREGATORS)
@pytest.mark.parametrize(("length", "step"), [(1, 1), (3, 1), (3, 2), (4, 4), (12, 1)])
def test_windows_come_to_what_each_comes_to_alone(aggregator: str, length: int, step: int) -> None:
    row = [0.1, NAN, NAN, NAN, 0.2, 0.7, -0.4, NAN, 3.1, 0.3, NAN, NAN]
    table = np.array([row, row[::-1], [NAN] * 12])

    found = reduced_windows(table, aggregator, 60, length, step)

    assert found.shape == (3, (12 - length) // step + 1)
    for values, windows in zip(table.tolist(), found.tolist(), strict=True):
        for place, value in enumerate(windows):
            present = [each for each in values[place * step : place * step + length] if not math.isnan(each)]
            assert value == ALONE[aggregator](present) if present else math.isnan(value)


@pytest.mark.parametrize("aggregator", ["avg", "sum", "l2norm"])
def test_a_sum_is_the_same_of_one_row_and_of_many(aggregator: str) -> None:
    """A wide row is added up in another way than many rows."""
    values = np.random.default_rng(7).random((300, 200))
    many = reduced(values, aggregator, 60)

    assert [reduced(row[None, :], aggregator, 60)[0] for row in values] == many.tolist()


def test_a_window_without_buckets_has_no_value() -> None:
    assert np.isnan(reduced(np.zeros((2, 0)), "sum", 60)).all()
