"""How much each value differs from the one before it: `diff` and its relatives."""

from __future__ import annotations

from typing import Final

import numpy as np

from .leaf import Change
from .tier import Floats

_SECONDS: Final = {"derivative": 1, "per_second": 1, "per_minute": 60, "per_hour": 3600}


def changed(values: Floats, change: Change, interval: int) -> Floats:
    """[row, bucket]: what the function makes of each value and the last one before it; the first is null."""
    has = ~np.isnan(values)
    at = np.arange(values.shape[1])
    previous = np.full(values.shape, -1)
    previous[:, 1:] = np.maximum.accumulate(np.where(has, at, -1), axis=1)[:, :-1]
    before = np.take_along_axis(values, np.maximum(previous, 0), axis=1)
    difference = np.where(has & (previous >= 0), values - before, np.nan)
    if change == "diff":
        return difference
    if change == "monotonic_diff":
        return np.where(difference > 0, difference, np.where(np.isnan(difference), np.nan, 0.0))
    rate: Floats = difference / ((at - previous) * interval) * _SECONDS[change]
    return rate
