"""One metric query of an expression: what its words ask for, and which series of a store it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

import numpy as np

from dogwatch.query import MetricQuery, Modifier

from .buckets import Method
from .calendar import CalendarShift
from .frame import Group
from .interpolation import LIMIT, LINEAR, Fill, Mode
from .metric import NOT_APPLICABLE, Metric
from .refusal import refused
from .store import Store
from .tier import Ints

# Functions between time and space aggregation (docs: functions/rate).
Change: TypeAlias = Literal["diff", "monotonic_diff", "derivative", "per_second", "per_minute", "per_hour"]
Shift: TypeAlias = int | CalendarShift
Counted: TypeAlias = Literal["as_count", "as_rate", "weighted"]

# Seconds between two points, as long as the longest window that queries have; and those that a gap is looked through,
# each of whose buckets takes room for each series.
LONGEST_BUCKET: Final = 1500 * 86400
LONGEST_FILL: Final = 86400

_PERCENTILE: Final = re.compile(r"p(\d+(?:\.\d+)?)")
_COMPARED: Final = re.compile(r"count\(v: v(<=?|>=?)(-?[\d.]+)\)")


class Reading(NamedTuple):
    """How the cells of series become the values of groups: equal for all queries that can be read at once.

    `factor` is applied to the values of a bucket, which are then divided by its seconds with `per_second`. For its
    interpolation a graph looks at what comes after its window, a monitor does not.
    """

    space: str
    method: Method
    is_distribution: bool
    factor: float
    per_second: bool
    fill: Fill | None
    is_aligned: bool
    looks_ahead: bool
    change: Change | None


class Selection(NamedTuple):
    """The series that a query reads, sorted by group: their rows in the store, and where each group begins."""

    version: int
    rows: Ints
    starts: Ints
    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    reading: Reading
    zeros: bool


@dataclass
class Leaf:
    """A metric query in its place in an expression.

    `name` is what a formula calls it. `shifts` are those that apply to it, from the outermost, in seconds or by the
    calendar. `is_aligned` says that it is joined with something else, so that its gaps are interpolated though it had
    one series only; `asks_known` that groups without a value in the window are of interest too; `is_watched` that a
    monitor asks, for which series are left out that lack a tag which is grouped by. `change` and `fill` come from
    functions around it. `before` leaves out series that had their first value at that second or later.
    """

    query: MetricQuery
    name: str = ""
    shifts: tuple[Shift, ...] = ()
    is_aligned: bool = False
    asks_known: bool = False
    is_watched: bool = False
    change: Change | None = None
    fill: Fill | None = None
    before: int | None = None
    method: Method | None = field(init=False, default=None)
    interval: int | None = field(init=False, default=None)
    counted: Counted | None = field(init=False, default=None)
    _selection: Selection | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        has_rollup = False
        for modifier in self.query.modifiers:
            match modifier.name:
                case "rollup":
                    if has_rollup:
                        raise refused("nested-queries", f"a second {modifier}", "write one .rollup behind a query")
                    has_rollup = True
                    self.method, self.interval = read_rollup(modifier)
                case "fill":
                    self.fill = self.fill or read_fill(modifier.arguments)
                case "as_count" | "as_rate" | "weighted":
                    self.counted = modifier.name

    @property
    def aggregator(self) -> str:
        """How the series of a group become one; the average where the query does not say (docs: metrics)."""
        return self.query.aggregator or "avg"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it groups by."""
        return tuple([str(key).lower() for key in self.query.group_by])

    def selection(self, store: Store) -> Selection:
        """The series that it reads, looked up anew when the metric has others than the last time."""
        metric = store.metrics.get(self.query.metric)
        version = -1 if metric is None else metric.version
        if self._selection is None or self._selection.version != version:
            self._selection = self._select(store, metric, version)
        return self._selection

    def _select(self, store: Store, metric: Metric | None, version: int) -> Selection:
        if metric is None:
            nothing = np.zeros(0, dtype=np.int64)
            # Of what never reported nobody knows whether it is a distribution.
            reading = self._reading("gauge" if is_plain(self.aggregator) else "distribution", 1)
            return Selection(version, nothing, nothing, self.keys, (), reading, self.counted in ("as_count", "as_rate"))
        members: dict[Group, list[int]] = {}
        chosen = metric.within(self.query.scope)
        if self.before is not None:
            chosen &= store.first(metric.rows) < self.before
        places = np.flatnonzero(chosen).tolist()
        values = [metric.values(key) for key in self.keys]
        for place in places:
            for group in product(*[each[place] for each in values]):
                if not (self.is_watched and NOT_APPLICABLE in group):
                    members.setdefault(group, []).append(place)
        groups = tuple(sorted(members))
        sizes = [len(members[group]) for group in groups]
        rows = metric.rows[[place for group in groups for place in members[group]]]
        starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
        zeros = self.counted in ("as_count", "as_rate") and metric.kind != "gauge"
        return Selection(version, rows, starts, self.keys, groups, self._reading(metric.kind, metric.interval), zeros)

    def _reading(self, kind: str, interval: int) -> Reading:
        is_distribution = kind == "distribution"
        space = self.aggregator
        if not is_distribution and (space == "stddev" or not is_plain(space)):
            raise refused(
                "sketch-of-no-distribution",
                f"{self.query.metric} is a {kind}, which has no {space}",
                "write avg, sum, min or max, or send a distribution",
            )
        is_count = kind in ("count", "rate") and self.counted in ("as_count", "as_rate")
        method = self.method or ("sum" if is_count else "avg")
        factor, per_second = 1.0, False
        if is_count and method != "count":
            if kind == "rate" and method == "sum":
                factor = float(interval)
                per_second = self.counted == "as_rate"
            elif kind == "rate":
                factor = float(interval) if self.counted == "as_count" else 1.0
            else:
                per_second = self.counted == "as_rate"
        if is_distribution and self.counted == "as_rate" and space in ("sum", "count"):
            per_second = True
        is_weighted = self.counted == "weighted" and kind == "gauge" and space == "sum"
        if is_weighted:
            method, factor, per_second = "sum", float(interval), True
        fill = self.fill or (None if is_count or is_distribution or is_weighted else LINEAR)
        return Reading(
            space,
            method,
            is_distribution,
            factor,
            per_second,
            None if fill is None or fill.mode == "null" else fill._replace(goes_on=self.asks_known),
            self.is_aligned or self.fill is not None,
            not self.is_watched,
            self.change,
        )


def is_plain(aggregator: str) -> bool:
    """Whether it needs no sketch."""
    return aggregator in ("avg", "sum", "min", "max", "count")


def percentile(aggregator: str) -> float | None:
    """The share of values below: 0.95 for `p95`."""
    match = _PERCENTILE.fullmatch(aggregator)
    return None if match is None else float(match[1]) / 100


def threshold(aggregator: str) -> tuple[str, float] | None:
    """The comparison of `count(v: v<=5)`."""
    match = _COMPARED.fullmatch(aggregator)
    return None if match is None else (match[1], float(match[2]))


def read_rollup(modifier: Modifier) -> tuple[Method | None, int | None]:
    """The method and the seconds of a `.rollup(avg, 60)`; either may be missing."""
    method: Method | None = None
    interval: int | None = None
    for argument in map(_plain, modifier.arguments):
        if isinstance(argument, str) and argument in get_args(Method):
            method = argument  # type: ignore[assignment]  # one of the methods
        elif isinstance(argument, int | float) and 1 <= argument <= LONGEST_BUCKET:
            interval = int(argument)
        else:
            raise refused(
                "arguments", f"{modifier} has the argument {argument}", "write .rollup(sum, 60), 1500 days at most"
            )
    return method, interval


def read_fill(arguments: Iterable[object]) -> Fill:
    """What `.fill(last, 900)` says."""
    mode: Mode = "linear"
    limit = LIMIT
    for argument in map(_plain, arguments):
        if isinstance(argument, str) and argument in get_args(Mode):
            mode = argument  # type: ignore[assignment]  # one of the modes
        elif isinstance(argument, int | float) and 0 <= argument <= LONGEST_FILL:
            limit = int(argument)
        else:
            raise refused("arguments", f"fill has the argument {argument}", "write .fill(last, 900), a day at most")
    return Fill(mode, limit)


def _plain(argument: object) -> object:
    """An argument without the quotes it may have."""
    return argument if isinstance(argument, int | float) else str(argument).strip("'\"")
