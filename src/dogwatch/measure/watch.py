"""What monitors compare with their thresholds: one value per group of an expression over a window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dogwatch.query import Change, MetricAlert, Over

from .compiler import compiled
from .frame import Frame
from .grid import Grid, monitor_interval, whole
from .leaf import percentile
from .plan import Values, shifted, window_grid
from .reader import Asked, Found, Reader
from .reduction import AGGREGATORS, reduced
from .refusal import refused
from .store import Store
from .tier import Floats
from .tree import Read, run, run_reduced


class Watch:
    """A metric monitor's expression, ready to be evaluated again and again; groups that lack a tag are left out.

    Raises NotEvaluated for what is refused.
    """

    def __init__(self, store: Store, over: Over | Change | MetricAlert) -> None:
        over = over.over if isinstance(over, MetricAlert) else over
        self.store = store
        self.aggregator = over.aggregator
        self.tree = compiled(over, {}, is_watched=True)
        for leaf in self.tree.leaves if self.aggregator == "percentile" else ():
            if percentile(leaf.aggregator) is None:
                seen = f"percentile({over.window}) of {leaf.query}, which is none"
                raise refused("window-of-no-percentile", seen, "write avg, sum, min or max")
        if self.aggregator not in (*AGGREGATORS, "percentile"):
            raise refused("arguments", f"{self.aggregator} does not reduce a window", "write avg, sum, min or max")
        # What says which buckets it has over a window.
        self.shape = (self.aggregator == "percentile", *((leaf.interval, leaf.shifts) for leaf in self.tree.leaves))

    def grid(self, begin: int, end: int) -> Grid:
        """The buckets of a window."""
        if self.aggregator == "percentile":
            return whole(begin, end)
        return window_grid(self.store, self.tree.leaves, begin, end, monitor_interval(end - begin))

    def reduced(self, values: Floats, buckets: Grid) -> Floats:
        """[group, bucket] to [group]."""
        aggregator = "avg" if self.aggregator == "percentile" else self.aggregator
        return reduced(values, aggregator, buckets.interval)

    def result(self, frames: list[Frame], buckets: Grid) -> Values:
        """What the values of its leaves come to.

        An expression that calculates with `as_count()` reduces its operands first (docs: monitors/guide,
        as-count-in-monitor-evaluations).
        """

        def reduce(frame: Frame, leaf: int) -> Frame:
            return frame._replace(values=self.reduced(frame.values, buckets)[:, None])

        if self.tree.counts:
            found = run_reduced(self.tree.step, frames, buckets, reduce)
        else:
            found = run(self.tree.step, frames, buckets)
            found = found if isinstance(found, float) else reduce(found, 0)
        if isinstance(found, float):
            return Values((), ((),), np.array([found]))
        return Values(found.keys, found.groups, found.values[:, 0])


class Round:
    """Monitors of one store that are evaluated together: what they read in the same way is read in one go."""

    def __init__(self, store: Store, watches: Sequence[Watch]) -> None:
        self.watches = tuple(watches)
        self._reader = Reader(store)

    def values(self, windows: Sequence[tuple[int, int]]) -> list[Values]:
        """What each monitor measures over its window, from a second to before another.

        The groups are all that the store knows of, NaN for one without data in the window.
        """
        grids: dict[object, Grid] = {}
        buckets: list[Grid] = []
        asked: list[Asked] = []
        for watch, window in zip(self.watches, windows, strict=True):
            key = watch.shape, window
            grid = grids.get(key)
            if grid is None:
                grid = grids[key] = watch.grid(*window)
            buckets.append(grid)
            asked += [Asked(leaf, shifted(leaf, grid)) for leaf in watch.tree.leaves]
        read = self._reader.read(asked)
        results: list[Values] = []
        plain: dict[tuple[int, str], Floats] = {}
        at = 0
        for watch, grid in zip(self.watches, buckets, strict=True):
            end = at + len(watch.tree.leaves)
            if isinstance(watch.tree.step, Read):
                results.append(_plain(watch, grid, *read[at], plain))
            else:
                leaves = zip(asked[at:end], read[at:end], strict=True)
                frames = [self._reader.frame(*each, *whence) for each, whence in leaves]
                results.append(watch.result(frames, grid))
            at = end
        return results


def _plain(watch: Watch, grid: Grid, found: Found, at: int, plain: dict[tuple[int, str], Floats]) -> Values:
    """A query without functions: its lot is reduced once for all monitors in it."""
    key = id(found), watch.aggregator
    values = plain.get(key)
    if values is None:
        values = plain[key] = watch.reduced(found.values, grid)
    selection = found.lot.selections[at]
    return Values(selection.keys, selection.groups, values[found.lot.groups[at]])
