"""Queries that are read in the same way, read together: from the cells of all their series to the values of groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .buckets import halves, read, time_aggregated
from .change import changed
from .grid import Grid
from .interpolation import filled
from .leaf import Reading, Selection, is_plain
from .quantile import sketched
from .store import Store
from .tier import JOINED, Column, Floats, Ints


class Lot:
    """The series of several queries one after the other: their rows, where groups begin, which query a row is of."""

    def __init__(self, selections: Sequence[Selection]) -> None:
        self.selections = tuple(selections)
        self.reading: Reading = selections[0].reading
        sizes = np.array([len(selection.rows) for selection in selections])
        offsets = np.cumsum(sizes) - sizes
        self.rows: Ints = np.concatenate([selection.rows for selection in selections])
        self.starts: Ints = np.concatenate(
            [selection.starts + offset for selection, offset in zip(selections, offsets, strict=True)]
        )
        self.query: Ints = np.repeat(np.arange(len(selections)), sizes)
        ends = np.cumsum([len(selection.groups) for selection in selections]).tolist()
        self.groups = [slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)]
        # Where each group has one series, there is nothing to aggregate.
        self.is_single = len(self.rows) == len(self.starts)

    def values(self, store: Store, grid: Grid) -> Floats:
        """[group, bucket] of all queries."""
        if not len(self.starts):
            return np.zeros((0, grid.buckets))
        reading = self.reading
        values = self.measured(store, grid)
        if reading.change is not None:
            values = changed(values, reading.change, grid.interval)
        if reading.is_distribution:
            return filled(values, grid.interval, reading.fill) if reading.fill is not None else values
        if reading.fill is not None:
            self._interpolate(store, grid, values)
        return self.space_aggregated(values)

    def measured(self, store: Store, grid: Grid, chosen: Ints | None = None) -> Floats:
        """[row, bucket] with the gaps that there are, of all rows or some.

        Distributions are merged in time and space at once: of these it is [group, bucket], and always of all.
        """
        reading = self.reading
        if not reading.is_distribution:
            rows = self.rows if chosen is None else self.rows[chosen]
            values = time_aggregated(store, rows, grid, reading.method)
        elif is_plain(reading.space):
            values = self._merged(store, grid)
        else:
            values = sketched(store, self.rows, self.starts, grid, reading.space)
        return self._scaled(values, grid)

    def halves(self, store: Store, grid: Grid, cut: int) -> tuple[Floats, Floats]:
        """[row, bucket] of what lies before `cut` seconds after each bucket's beginning, and behind; see `measured`.

        Distributions are not cut.
        """
        before, behind = halves(store, self.rows, grid, self.reading.method, cut)
        return self._scaled(before, grid), self._scaled(behind, grid)

    def _scaled(self, values: Floats, grid: Grid) -> Floats:
        factor = self.reading.factor / grid.interval if self.reading.per_second else self.reading.factor
        return values if factor == 1 else values * factor

    def last(self, store: Store) -> Ints:
        """Per group, when it had its last value, in seconds since 1970."""
        if not len(self.starts):
            return np.zeros(0, dtype=np.int64)
        return np.maximum.reduceat(store.last(self.rows), self.starts)

    def _interpolate(self, store: Store, grid: Grid, values: Floats) -> None:
        """Fills the gaps of the series that have to be aligned with others, from values around the window too."""
        nulls = np.isnan(values)
        if not nulls.any():
            return
        reading = self.reading
        assert reading.fill is not None
        gaps = nulls.any(axis=1)
        if not reading.is_aligned:
            sources = np.bincount(self.query[~nulls.all(axis=1)], minlength=len(self.selections))
            gaps &= sources[self.query] > 1
        chosen = np.flatnonzero(gaps)
        if not chosen.size:
            return
        reach = 0 if reading.change is not None else reading.fill.buckets(grid.interval)
        longer = values[chosen]
        width = longer.shape[1]
        if reach:
            around = [self.measured(store, grid.before(reach), chosen), longer]
            if reading.looks_ahead:
                around.append(self.measured(store, grid.after(reach), chosen))
            longer = np.concatenate(around, axis=1)
        values[chosen] = filled(longer, grid.interval, reading.fill)[:, reach : reach + width]

    def space_aggregated(self, values: Floats) -> Floats:
        """[row, bucket] to [group, bucket]."""
        space = self.reading.space
        if self.is_single:
            return np.where(np.isnan(values), np.nan, 1.0) if space == "count" else values
        nulls = np.isnan(values)
        if space in ("min", "max"):
            column: Column = "least" if space == "min" else "greatest"
            join = JOINED[column]
            found: Floats = join.reduceat(np.where(nulls, np.inf if space == "min" else -np.inf, values), self.starts)
            found[np.isinf(found)] = np.nan
            return found
        count = np.add.reduceat((~nulls).astype(np.float64), self.starts)
        if space == "count":
            return np.where(count > 0, count, np.nan)
        total = np.add.reduceat(np.where(nulls, 0.0, values), self.starts)
        if space == "avg":
            with np.errstate(invalid="ignore"):
                return total / count
        return np.where(count > 0, total, np.nan)

    def _merged(self, store: Store, grid: Grid) -> Floats:
        wanted: dict[str, list[Column]] = {
            "avg": ["count", "total"],
            "sum": ["count", "total"],
            "min": ["count", "least"],
            "max": ["count", "greatest"],
            "count": ["count"],
        }
        columns = wanted[self.reading.space]
        cells = read(store, self.rows, grid, columns)
        if not self.is_single:
            cells = [JOINED[column].reduceat(part, self.starts) for column, part in zip(columns, cells, strict=True)]
        count = cells[0]
        if self.reading.space == "avg":
            with np.errstate(divide="ignore", invalid="ignore"):
                return cells[1] / count
        return np.where(count > 0, cells[-1], np.nan)
