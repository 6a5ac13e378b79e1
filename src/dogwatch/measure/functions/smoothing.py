"""`ewma_3`, `median_5`, `rollingavg_13` and the like (docs: functions/smoothing, functions/beta)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.tier import Floats, Ints, Mask

_NAME: Final = re.compile(r"(ewma|median|rollingavg)_(\d{1,3})")
_BLOCK: Final = 64


def call_of(name: str) -> Callable[[Frame, Grid, Arguments], Frame] | None:
    """What evaluates a function that smooths over a span of values, nulls left out."""
    match = _NAME.fullmatch(name)
    if match is None or int(match[2]) < 1:
        return None
    smooth = {"ewma": _ewma, "median": _median, "rollingavg": _average}[match[1]]
    span = int(match[2])

    def call(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
        arguments.none_after(0)
        dense, order, has = _dense(frame.values)
        smoothed = smooth(dense, span)
        found = np.full(frame.values.shape, np.nan)
        np.put_along_axis(found, order, smoothed, axis=1)
        return frame._replace(values=np.where(has, found, np.nan))

    return call


def _dense(values: Floats) -> tuple[Floats, Ints, Mask]:
    """The values of each row moved to its front and zeros behind them, where each came from, and which are values."""
    has = ~np.isnan(values)
    order = np.argsort(~has, axis=1, kind="stable")
    return np.take_along_axis(np.where(has, values, 0.0), order, axis=1), order, has


def _ewma(values: Floats, span: int) -> Floats:
    """y = a x + (1 - a) y', with a = 2 / (span + 1), beginning with the first value; many values in one product."""
    share = 2 / (span + 1)
    found = np.empty_like(values)
    steps = np.arange(_BLOCK)
    age = steps[:, None] - steps[None, :]
    weights = np.where(age >= 0, share * (1 - share) ** np.maximum(age, 0), 0.0)
    carried = (1 - share) ** (steps + 1)
    last = values[:, :1]
    for start in range(0, values.shape[1], _BLOCK):
        block = values[:, start : start + _BLOCK]
        width = block.shape[1]
        smoothed = block @ weights[:width, :width].T + last * carried[:width]
        found[:, start : start + width] = smoothed
        last = smoothed[:, -1:]
    return found


def _median(values: Floats, span: int) -> Floats:
    return _moving(values, span, np.median)


def _average(values: Floats, span: int) -> Floats:
    return _moving(values, span, np.mean)


def _moving(values: Floats, span: int, joined: Callable[..., Floats]) -> Floats:
    """The last values at each place joined to one; fewer at the beginning."""
    found = np.empty_like(values)
    for end in range(1, min(span, values.shape[1] + 1)):
        found[:, end - 1] = joined(values[:, :end], axis=1)
    if values.shape[1] >= span:
        views = np.lib.stride_tricks.sliding_window_view(values, span, axis=1)
        found[:, span - 1 :] = joined(views, axis=2)
    return found
