"""What monitors compare with their thresholds: one value per group of an expression over a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from dogwatch.query import Change, MetricAlert, Over

from .compiler import compiled
from .frame import Frame, Operand
from .grid import Grid, monitor_interval, whole
from .leaf import percentile
from .plan import Values, seconds_earlier, shifted, window_grid
from .reader import Asked, Found, Reader
from .reduction import AGGREGATORS, reduced
from .refusal import refused
from .store import Store
from .tier import Floats
from .tree import Read, Step, Tree, run, run_reduced


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

    def before(self, end: int) -> Watch:
        """The same monitor when nobody knew of the series that had their first value at that second or later."""
        found = copy(self)
        found.tree = replace(self.tree, leaves=[replace(leaf, before=end) for leaf in self.tree.leaves])
        return found

    def grid(self, begin: int, end: int) -> Grid:
        """The buckets of a window."""
        if self.aggregator == "percentile":
            return whole(begin, end)
        return window_grid(self.store, self.tree.leaves, begin, end, monitor_interval(end - begin))

    def earliest(self, begin: int) -> dict[str, int]:
        """By metric, the earliest second that is read of it for a window which begins at `begin`."""
        found: dict[str, int] = {}
        for leaf in self.tree.leaves:
            at = begin - seconds_earlier(leaf, begin)
            found[leaf.query.metric] = min(at, found.get(leaf.query.metric, at))
        return found

    def reduced(self, values: Floats, buckets: Grid) -> Floats:
        """[group, bucket] to [group]."""
        aggregator = "avg" if self.aggregator == "percentile" else self.aggregator
        return reduced(values, aggregator, buckets.interval)


def evaluated(tree: Tree, leaf: Callable[[int], Operand], whole: Callable[[Step], Operand], grid: Grid) -> Operand:
    """The expression over a window or several, of its leaves reduced, and of what reduces a whole step.

    An expression that calculates with `as_count()` reduces its operands first (docs: monitors/guide,
    as-count-in-monitor-evaluations).
    """
    if isinstance(tree.step, Read):
        return leaf(tree.step.leaf)
    if not tree.counts:
        return whole(tree.step)
    return run_reduced(tree.step, grid, lambda part: leaf(part.leaf) if isinstance(part, Read) else whole(part))


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
        results: list[Values] = []
        first = 0
        with np.errstate(all="ignore"):
            answers = _Answers(self._reader, asked, self._reader.read(asked))
            for watch, grid in zip(self.watches, buckets, strict=True):
                results.append(answers.of(watch, grid, first))
                first += len(watch.tree.leaves)
        return results


class _Answers:
    """What was read for a round, of which each lot is reduced once for all monitors in it."""

    def __init__(self, reader: Reader, asked: Sequence[Asked], read: Sequence[tuple[Found, int]]) -> None:
        self._reader, self._asked, self._read = reader, asked, read
        self._reduced: dict[tuple[int, str], Floats] = {}

    def of(self, watch: Watch, grid: Grid, first: int) -> Values:
        """What the monitor measures whose leaves begin at a place."""
        found = evaluated(
            watch.tree,
            lambda place: self._leaf(watch, grid, first + place),
            lambda part: self._whole(watch, part, grid, first),
            grid,
        )
        if isinstance(found, float):
            return Values((), ((),), np.array([found]))
        return Values(found.keys, found.groups, found.values[:, 0])

    def _leaf(self, watch: Watch, grid: Grid, place: int) -> Frame:
        """A query without functions, reduced."""
        found, at = self._read[place]
        key = id(found), watch.aggregator
        values = self._reduced.get(key)
        if values is None:
            values = self._reduced[key] = watch.reduced(found.values, grid)[:, None]
        selection = found.lot.selections[at]
        return Frame(selection.keys, selection.groups, values[found.lot.groups[at]], selection.zeros)

    def _whole(self, watch: Watch, step: Step, grid: Grid, first: int) -> Operand:
        """Series that were calculated with, reduced."""
        places = range(first, first + len(watch.tree.leaves))
        frames = [self._reader.frame(*self._asked[place], *self._read[place]) for place in places]
        found = run(step, frames, grid)
        if isinstance(found, float):
            return found
        return found._replace(values=watch.reduced(found.values, grid)[:, None])
