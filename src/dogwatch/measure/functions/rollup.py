"""`moving_rollup` (docs: functions/rollup)."""

from __future__ import annotations

from typing import Final

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.reduction import reduced
from dogwatch.measure.tier import Floats

_METHODS: Final = ("avg", "sum", "min", "max", "median", "count")
# How many values may lie beside each other at once.
_TABLE: Final = 1 << 22


def moving_rollup(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """At each time, the values of so many seconds that end with it joined to one; it looks at the window only."""
    span = max(1, int(arguments.number(0)) // grid.interval)
    method = arguments.word(1, _METHODS, "avg")
    span = min(span, frame.values.shape[1])
    padded = np.concatenate([np.full((len(frame.values), span - 1), np.nan), frame.values], axis=1)
    found = np.empty_like(frame.values)
    step = max(1, _TABLE // max(1, span * frame.values.shape[1]))
    for start in range(0, len(found), step):
        views = np.lib.stride_tricks.sliding_window_view(padded[start : start + step], span, axis=1)
        joined = _joined(views.reshape(-1, span), method)
        found[start : start + step] = joined.reshape(views.shape[:2])
    return frame._replace(values=found)


def _joined(values: Floats, method: str) -> Floats:
    if method != "median":
        return reduced(values, method, 1)
    nulls = np.isnan(values)
    count = (~nulls).sum(axis=1)
    ordered = np.sort(np.where(nulls, np.inf, values), axis=1)
    lower = np.take_along_axis(ordered, np.maximum((count - 1) // 2, 0)[:, None], axis=1)
    upper = np.take_along_axis(ordered, np.minimum(count // 2, values.shape[1] - 1)[:, None], axis=1)
    with np.errstate(invalid="ignore"):
        middle = ((lower + upper) / 2)[:, 0]
    return np.where(count > 0, middle, np.nan)


CALLS = {"moving_rollup": moving_rollup}
