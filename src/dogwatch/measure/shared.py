"""What monitors read for many windows at once: the buckets from the first window to the last, of all in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from .frame import Frame
from .grid import Grid
from .lot import Lot
from .plan import shifted
from .reader import Asked, Reader
from .reduction import reduced_windows
from .tier import Floats
from .watch import Watch


class Slide(NamedTuple):
    """The buckets that windows lie in: each has `length` of them, and begins `step` buckets after the one before."""

    grid: Grid
    length: int
    step: int
    number: int


class _Part(NamedTuple):
    """A leaf's place in what was read, and in the lot there."""

    read: _Shares
    at: int


class Shared:
    """The leaves of monitors, by the monitors' places, read over all of their windows."""

    def __init__(self, reader: Reader, asked: Mapping[int, tuple[Watch, Slide]]) -> None:
        leaves: list[Asked] = []
        owners: list[int] = []
        for place, (watch, slide) in asked.items():
            leaves += [Asked(leaf, shifted(leaf, slide.grid)) for leaf in watch.tree.leaves]
            owners += [place] * len(watch.tree.leaves)
        self._parts: dict[int, list[_Part]] = {place: [] for place in asked}
        self._plain = {
            place for place, (watch, _) in asked.items() if not any(leaf.asks_known for leaf in watch.tree.leaves)
        }
        parts: list[_Part | None] = [None] * len(leaves)
        for lot, grid, places in reader.together(leaves):
            read = _Shares(reader, lot, grid)
            for at, place in enumerate(places):
                parts[place] = _Part(read, at)
        for owner, part in zip(owners, parts, strict=True):
            assert part is not None
            self._parts[owner].append(part)

    def fits(self, place: int) -> bool:
        """Whether the windows of a monitor can share their buckets: nothing has to be filled in, by no rule."""
        return place in self._plain and all(part.at not in part.read.gappy for part in self._parts[place])

    def frames(self, place: int) -> list[Frame]:
        """[group, bucket] of each leaf."""
        return [part.read.frame(part.at) for part in self._parts[place]]

    def leaf(self, place: int, aggregator: str, slide: Slide) -> Callable[[int], Frame]:
        """Gives a leaf of a monitor as [group, window], reduced with all others that are read in the same way."""
        parts = self._parts[place]
        return lambda leaf: parts[leaf].read.reduced(parts[leaf].at, aggregator, slide)


class _Shares:
    """A lot over the buckets of all windows."""

    def __init__(self, reader: Reader, lot: Lot, grid: Grid) -> None:
        self.lot, self.grid = lot, grid
        self._reduced: dict[tuple[str, int, int], Floats] = {}
        if not len(lot.starts):
            self.values: Floats = np.zeros((0, grid.buckets))
            self.gappy: frozenset[int] = frozenset()
            return
        cells = lot.measured(reader.store, grid)
        self.gappy = _gappy(reader, lot, grid, cells)
        self.values = cells if lot.reading.is_distribution else lot.space_aggregated(cells)

    def frame(self, at: int) -> Frame:
        return self._frame(at, self.values)

    def reduced(self, at: int, aggregator: str, slide: Slide) -> Frame:
        key = aggregator, slide.length, slide.step
        values = self._reduced.get(key)
        if values is None:
            values = reduced_windows(self.values, aggregator, slide.grid.interval, slide.length, slide.step)
            self._reduced[key] = values
        return self._frame(at, values)

    def _frame(self, at: int, values: Floats) -> Frame:
        selection = self.lot.selections[at]
        return Frame(selection.keys, selection.groups, values[self.lot.groups[at]], selection.zeros)


def _gappy(reader: Reader, lot: Lot, grid: Grid, cells: Floats) -> frozenset[int]:
    """The queries of a lot in which a gap may have to be filled."""
    fill = lot.reading.fill
    if fill is None:
        return frozenset()
    nulls = np.isnan(cells)
    gaps = nulls.any(axis=1)
    if not gaps.any():
        return frozenset()
    if lot.reading.is_distribution:
        sizes = [groups.stop - groups.start for groups in lot.groups]
        return frozenset(np.repeat(np.arange(len(sizes)), sizes)[gaps].tolist())
    # What ended long before the first window has no gap, but is not there.
    gaps &= ~nulls.all(axis=1) | (reader.store.last(lot.rows) >= grid.begin - fill.limit)
    if not lot.reading.is_aligned:
        sources = np.bincount(lot.query[~nulls.all(axis=1)], minlength=len(lot.selections))
        gaps &= sources[lot.query] > 1
    return frozenset(lot.query[gaps].tolist())
