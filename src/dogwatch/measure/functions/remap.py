"""`is_greater`, `is_less`, `is_between` (docs: metrics/nested_queries)."""

from __future__ import annotations

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.tier import Mask


def is_greater(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """1 where a value is greater than the number, else 0."""
    return _remapped(frame, frame.values > arguments.number(0))


def is_less(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """1 where a value is less than the number, else 0."""
    return _remapped(frame, frame.values < arguments.number(0))


def is_between(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """1 where a value is between the numbers and equal to none of them, else 0."""
    return _remapped(frame, (frame.values > arguments.number(0)) & (frame.values < arguments.number(1)))


def _remapped(frame: Frame, fits: Mask) -> Frame:
    return frame._replace(values=np.where(np.isnan(frame.values), np.nan, fits.astype(np.float64)))


TIMELESS = {"is_greater": is_greater, "is_less": is_less, "is_between": is_between}
