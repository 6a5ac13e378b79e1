"""What monitors read for many windows at once: the buckets from the first window to the last, of all in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from .frame import Frame
from .grid import Grid
from .interpolation import Fill
from .lot import Lot
from .plan import shifted
from .reader import Asked, Reader
from .reduction import reduced_windows
from .store import Store
from .tier import Floats, Mask
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
        self.gappy = _gappy(reader.store, lot, grid, cells)
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


def _gappy(store: Store, lot: Lot, grid: Grid, cells: Floats) -> frozenset[int]:
    """The queries of a lot in which a gap may have to be filled."""
    fill = lot.reading.fill
    if fill is None or not (nulls := np.isnan(cells)).any():
        return frozenset()
    gaps = _fillable(nulls, fill, grid.interval)
    if lot.reading.is_distribution:
        sizes = [groups.stop - groups.start for groups in lot.groups]
        return frozenset(np.repeat(np.arange(len(sizes)), sizes)[gaps].tolist())
    # A line may come from before the first window.
    gaps |= nulls[:, 0] & (store.first(lot.rows) < grid.begin) & (store.last(lot.rows) >= grid.begin - fill.limit)
    if not lot.reading.is_aligned:
        sources = np.bincount(lot.query[~nulls.all(axis=1)], minlength=len(lot.selections))
        gaps &= sources[lot.query] > 1
    return frozenset(lot.query[gaps].tolist())


def _fillable(nulls: Mask, fill: Fill, interval: int) -> Mask:
    """Per row whether it has a gap within reach of a value: a line needs one on either side."""
    reach = fill.buckets(interval)
    at = np.arange(nulls.shape[1])
    before = np.maximum.accumulate(np.where(nulls, -1, at), axis=1)
    if fill.mode != "linear":
        return np.asarray((nulls & (before >= 0) & (at - before <= reach)).any(axis=1))
    gap = at[1:] - before[:, :-1]
    return np.asarray((~nulls[:, 1:] & (before[:, :-1] >= 0) & (gap > 1) & (gap <= reach)).any(axis=1))
