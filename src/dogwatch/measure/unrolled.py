"""A query over many windows of which each has buckets of its own, since what fills its gaps depends on the window."""

from __future__ import annotations

from typing import Final

import numpy as np

from .buckets import read
from .frame import Frame
from .grid import Grid
from .interpolation import filled
from .leaf import Leaf
from .lot import Lot
from .reader import REMEMBERED
from .store import HOUR, Store
from .tier import Floats, Mask

_DAY_OF_HOURS: Final = REMEMBERED // HOUR


def unrolled(store: Store, leaf: Leaf, grid: Grid, length: int, step: int, count: int, cut: int = 0) -> Frame:
    """[group, window and bucket]: the values of `length` buckets for each of `count` windows, `step` buckets apart.

    With a `cut` windows begin and end so many seconds after the beginning of a bucket, their first and their last.
    """
    selection = leaf.selection(store)
    lot = Lot([selection])
    if not len(lot.starts):
        known = np.zeros((0, 1), dtype=bool) if leaf.asks_known else None
        return Frame(selection.keys, (), np.zeros((0, count * length)), selection.zeros, known)
    cells = lot.measured(store, grid)
    known = np.repeat(_known(store, lot, grid, cells, length, step), length, axis=1) if leaf.asks_known else None
    values = slid(cells, length, step)
    if cut:
        values = values.copy()
        before, behind = lot.halves(store, grid, cut)
        values[:, :, 0] = behind[:, : count * step : step]
        values[:, :, -1] = before[:, length - 1 :: step]
    fill = selection.reading.fill
    if selection.reading.is_distribution:
        if fill is not None:
            values = filled(values.reshape(-1, length), grid.interval, fill)
        values = values.reshape(len(cells), -1)
    else:
        if fill is not None:
            values = _filled(store, lot, grid, cells, values, step)
        values = lot.space_aggregated(values.reshape(len(cells), -1))
    return Frame(selection.keys, selection.groups, values, selection.zeros, known)


def slid(cells: Floats, length: int, step: int) -> Floats:
    """[row, bucket] to [row, window, bucket], a view."""
    return np.lib.stride_tricks.sliding_window_view(cells, length, axis=1)[:, ::step]


def _filled(store: Store, lot: Lot, grid: Grid, cells: Floats, windows: Floats, step: int) -> Floats:
    """[row, window, bucket] with the gaps filled as far as one looks from each window: back, and not ahead."""
    fill, length = lot.reading.fill, windows.shape[2]
    assert fill is not None
    nulls = np.isnan(windows)
    gaps = nulls.any(axis=2)
    if not lot.reading.is_aligned:
        gaps &= np.count_nonzero(~nulls.all(axis=2), axis=0) > 1
    rows, places = np.nonzero(gaps)
    if not rows.size:
        return windows
    reach = fill.buckets(grid.interval)
    around = windows[rows, places]
    if reach:
        longer = np.concatenate([lot.measured(store, grid.before(reach)), cells], axis=1)
        back = slid(longer, reach, step)[:, : windows.shape[1]]
        around = np.concatenate([back[rows, places], around], axis=1)
    values = windows.copy()
    values[rows, places] = filled(around, grid.interval, fill)[:, reach : reach + length]
    return values


def _known(store: Store, lot: Lot, grid: Grid, cells: Floats, length: int, step: int) -> Mask:
    """[group, window]: whether a group reported in the 24 hours, in whole hours, before the window or in it."""
    has = ~np.isnan(cells)
    if not lot.reading.is_distribution:
        has = np.logical_or.reduceat(has, lot.starts)
    seen = np.logical_or.accumulate(has, axis=1)[:, length - 1 :: step]
    begins = grid.start + np.arange(seen.shape[1]) * step * grid.interval
    first = (int(begins[0]) - REMEMBERED) // HOUR
    count = -(-grid.begin // HOUR) - first
    hours = Grid(first * HOUR, HOUR, count, first * HOUR, grid.begin)
    filled_hours = np.add.reduceat(read(store, lot.rows, hours, ["count"])[0], lot.starts) > 0
    # How many of the hours from each on have values.
    rest = np.cumsum(filled_hours[:, ::-1], axis=1)[:, ::-1]
    since = (begins - REMEMBERED) // HOUR - first
    if not lot.selections[0].keys:
        # A query without groups that never reported is one of zeros.
        seen = seen | (begins + length * grid.interval <= store.first(lot.rows).min())
    return seen | (np.where(since < count, rest[:, np.minimum(since, count - 1)], 0) > 0)
