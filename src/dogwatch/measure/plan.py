"""A query compiled once for a store, and evaluated over any window: as series, or as one value per group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from dogwatch.query import Expression

from .compiler import compiled
from .frame import Group, Operand
from .grid import Grid, allowed_interval, graph_interval, grid, kept_interval, whole
from .leaf import Leaf, is_plain, percentile, threshold
from .reader import Asked, Reader
from .reduction import AGGREGATORS, reduced
from .refusal import refused
from .store import Store
from .tier import Floats, Ints
from .tree import Called, Read, first_leaf, framed, run, run_reduced


class Result(NamedTuple):
    """[group, time] values, NaN where there is none; a group is a value per key, `N/A` for a tag that is missing.

    `times` are the seconds since 1970 at which the buckets of `interval` seconds begin.
    """

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    times: Ints
    interval: int
    values: Floats


class Values(NamedTuple):
    """One value per group, NaN where there is none."""

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    values: Floats


class Plan:
    """An expression over metrics, ready to be evaluated again and again.

    `queries` are what a formula names. The series that it reads are looked up anew when a metric has got others.
    Raises NotEvaluated for what is refused, here or, where it depends on the type of a metric, when it is evaluated.
    """

    def __init__(self, store: Store, expression: Expression, queries: Mapping[str, Expression] | None = None) -> None:
        self.store = store
        self.tree = compiled(expression, queries or {}, is_watched=False)
        self._reader = Reader(store)

    @property
    def adds_up(self) -> bool:
        """Whether a bucket holds the sum of what shorter ones in its time hold: of one query that counts, and no more.

        Functions and arithmetic may come to something else in each of them.
        """
        if not isinstance(self.tree.step, Read):
            return False
        (leaf,) = self.tree.leaves
        reading = leaf.selection(self.store).reading
        if leaf.shifts or leaf.interval or reading.per_second or reading.fill or reading.change:
            return False
        if reading.is_distribution:
            return reading.space in ("sum", "count") or threshold(reading.space) is not None
        return (reading.method, reading.space) == ("sum", "sum")

    def series(self, begin: int, end: int, interval: int | None = None) -> Result:
        """The values over a window, from the second `begin` to before `end`, of the groups that have any.

        Without an interval it is that of Datadog's graphs of lines; one that would make more than 1,500 points, or is
        finer than what is still kept, becomes longer.
        """
        buckets = self._grid(begin, end, interval)
        frames = self._reader.frames([Asked(leaf, shifted(leaf, buckets)) for leaf in self.tree.leaves])
        with np.errstate(all="ignore"):
            found = framed(run(self.tree.step, frames, buckets), buckets)
        if (nulls := np.isnan(found.values).all(axis=1)).any():
            found = found.picked(np.flatnonzero(~nulls))
        return Result(found.keys, found.groups, buckets.times, buckets.interval, found.values)

    def scalar(self, begin: int, end: int, aggregators: str | Mapping[str, str] = "avg") -> Values:
        """One value per group for a window, of the groups that have any.

        Each query is reduced by its aggregator (one of `reduction.AGGREGATORS`, or `percentile`, which takes that of
        the query over the whole window as one), then the formula is applied; `aggregators` may be by the name of the
        query.
        """
        buckets = self._grid(begin, end, None)
        by = [_aggregator(leaf, aggregators) for leaf in self.tree.leaves]
        grids = [whole(begin, end) if each == "percentile" else buckets for each in by]
        frames = self._reader.frames(
            [Asked(leaf, shifted(leaf, each)) for leaf, each in zip(self.tree.leaves, grids, strict=True)]
        )

        def operand(step: Read | Called) -> Operand:
            found = framed(run(step, frames, buckets), buckets)
            # A percentile of the whole window is one value already.
            aggregator = "avg" if by[first_leaf(step)] == "percentile" else by[first_leaf(step)]
            return found._replace(values=reduced(found.values, aggregator, buckets.interval)[:, None])

        with np.errstate(all="ignore"):
            return one_each(run_reduced(self.tree.step, buckets, operand))

    def _grid(self, begin: int, end: int, interval: int | None) -> Grid:
        return window_grid(self.store, self.tree.leaves, begin, end, interval or graph_interval(end - begin))


def window_grid(store: Store, leaves: list[Leaf], begin: int, end: int, default: int) -> Grid:
    """The buckets of an expression: the longest interval of its queries, for which `default` is one that says none."""
    if begin >= end:
        raise ValueError(f"the window from {begin} to {end} is empty; its end must be later than its beginning")
    wanted = max([leaf.interval or default for leaf in leaves], default=default)
    since = min([begin - seconds_earlier(leaf, begin) for leaf in leaves], default=begin)
    kept = store.tiers if all(is_plain(leaf.aggregator) for leaf in leaves) else store.bins
    return grid(begin, end, kept_interval(allowed_interval(wanted, end - begin), since, kept))


def seconds_earlier(leaf: Leaf, begin: int) -> int:
    """How much earlier than a window the leaf is read."""
    earlier = 0
    for shift in leaf.shifts:
        earlier += shift if isinstance(shift, int) else shift.seconds(begin - earlier)
    return earlier


def shifted(leaf: Leaf, buckets: Grid) -> Grid:
    """Where the values of the leaf are read that are shown in these buckets."""
    return buckets.earlier(seconds_earlier(leaf, buckets.begin)) if leaf.shifts else buckets


def one_each(operand: Operand) -> Values:
    """The groups that have a value."""
    if isinstance(operand, float):
        return Values((), ((),), np.array([operand]))
    values = operand.values[:, 0]
    if (nulls := np.isnan(values)).any():
        operand = operand.picked(np.flatnonzero(~nulls))
    return Values(operand.keys, operand.groups, operand.values[:, 0])


def _aggregator(leaf: Leaf, aggregators: str | Mapping[str, str]) -> str:
    aggregator = aggregators if isinstance(aggregators, str) else aggregators.get(leaf.name, "avg")
    if aggregator == "percentile":
        if percentile(leaf.aggregator) is None:
            raise refused(
                "window-of-no-percentile", f"{leaf.query} is no percentile", "write one of a distribution, such as p95"
            )
    elif aggregator not in AGGREGATORS:
        raise ValueError(f"{aggregator!r} does not reduce a series; write one of {', '.join(AGGREGATORS)}, percentile")
    return aggregator
