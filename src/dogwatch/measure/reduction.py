"""A series as one value: what a scalar request, a monitor or a rank makes of the values of a window."""

from __future__ import annotations

from typing import Final

import numpy as np

from .tier import Floats, Mask

# docs: api, FormulaAndFunctionMetricAggregation; the ranks of `top`
AGGREGATORS: Final = ("avg", "mean", "sum", "min", "max", "last", "area", "l2norm", "count")


def reduced(values: Floats, aggregator: str, interval: int) -> Floats:
    """[row, bucket] to [row], NaN for a row without values; `area` needs the seconds of a bucket."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    return reduced_windows(values, aggregator, interval, values.shape[1], 1)[:, 0]


def reduced_windows(values: Floats, aggregator: str, interval: int, length: int, step: int) -> Floats:
    """[row, bucket] to [row, window], for windows of `length` buckets that begin `step` buckets apart.

    Sums go from left to right, so that a window comes to the same however it is read.
    """
    match aggregator:
        case "min":
            return _joined(np.fmin, values, length, step)
        case "max":
            return _joined(np.fmax, values, length, step)
        case "last":
            at = np.where(np.isnan(values), -1, np.arange(values.shape[1]))
            place = _joined(np.maximum, at, length, step)
            # Where a window has none, its last place holds NaN as well as any other.
            ends = np.arange(length - 1, values.shape[1], step)
            return np.take_along_axis(values, np.where(place < 0, ends, place), axis=1)
    has = ~np.isnan(values)
    count = _counted(has, length, step)
    if aggregator == "count":
        return np.where(count > 0, count, np.nan)
    present = np.where(has, values, 0.0)
    total = _joined(np.add, present**2 if aggregator == "l2norm" else present, length, step)
    with np.errstate(invalid="ignore", divide="ignore"):
        match aggregator:
            case "avg" | "mean":
                return total / count
            case "l2norm":
                total = np.sqrt(total)
            case "area":
                total = total * interval
    return np.where(count > 0, total, np.nan)


def _counted(has: Mask, length: int, step: int) -> Floats:
    """[row, window]: how many cells of each window are true; whole numbers have exact differences of sums."""
    sums = np.zeros((has.shape[0], has.shape[1] + 1))
    np.cumsum(has, axis=1, out=sums[:, 1:])
    return (sums[:, length:] - sums[:, : sums.shape[1] - length])[:, ::step]


def _joined(join: np.ufunc, cells: Floats, length: int, step: int) -> Floats:
    """[row, window]: the cells of each window joined, one after the other."""
    rows, buckets = cells.shape
    count = (buckets - length) // step + 1
    if count == 1 and rows < length:
        return join.accumulate(cells, axis=1)[:, -1:]
    reach = (count - 1) * step + 1
    found: Floats = cells[:, :reach:step].copy()
    for place in range(1, length):
        join(found, cells[:, place : place + reach : step], out=found)
    return found
