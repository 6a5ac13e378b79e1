"""Metric monitors: what `dogwatch.measure` gives for the windows of their instants, compared with thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dogwatch.measure import Store, Sweep, Swept, Watch, Windows, beside
from dogwatch.query import Current, Last, MetricAlert, parse_monitor

from .known import NOTHING, Known
from .limits import Limits
from .monitor import Monitor, Subject
from .readings import Asked, Readings, States
from .refusal import refused
from .status import Status
from .transition import Notice
from .windows import seconds_of_parts, windows

TYPES: Final = ("metric alert", "query alert")
_EMPTY_AT_MOST: Final = 3


class Metrics:
    """The monitors over a store of series."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._last: Sweep | None = None

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        if body["type"] not in TYPES:
            return None
        query = parse_monitor(body["query"], body["type"])
        if not isinstance(query, MetricAlert):
            raise refused(
                "formula-over-variables",
                f"{body['query']!r} is a formula over variables",
                "write the formula over metric queries",
            )
        thresholds = (body.get("options") or {}).get("thresholds") or {}
        if query.threshold is None:
            raise refused("dynamic-thresholds", f"{body['query']!r} compares with a query", "compare with a number")
        watch = Watch(self.store, query)
        if not isinstance(query.window, Last | Current):
            raise refused("windows-ahead", f"{query.window} is a window ahead", "look at what was, as in last_5m")
        return Subject(
            window=query.window.seconds,
            keys=tuple([str(key).lower() for key in query.groups]),
            limits=Limits.of(query.comparator, query.threshold, thresholds),
            counts=_counts(watch, query),
            timeframe=2 * query.window.seconds,
            compiled=(watch, query.window),
        )

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """Nothing: what was measured is all."""
        return NOTHING

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        watches: list[Watch] = []
        spans: list[Windows] = []
        owners: list[int] = []
        for place, (monitor, instants) in enumerate(asked):
            watch, window = monitor.subject.compiled
            parts = seconds_of_parts(window) if monitor.options.needs_full_window else 0
            for each in windows(monitor, window, instants):
                watches.append(watch)
                spans.append(each._replace(parts=parts))
                owners.append(place)
        found: list[list[Swept]] = [[] for _ in asked]
        for place, swept in zip(owners, self._sweep(watches).values(spans), strict=True):
            found[place].append(swept)
        return [_readings(monitor, beside(swept)) for (monitor, _), swept in zip(asked, found, strict=True)]

    def _sweep(self, watches: list[Watch]) -> Sweep:
        """The sweep of the last time where the monitors are the same: it knows how their series lie together."""
        if self._last is None or self._last.watches != tuple(watches):
            self._last = Sweep(self.store, watches)
        return self._last


def _readings(monitor: Monitor, swept: Swept) -> Readings:
    limits = monitor.subject.limits
    assert limits is not None
    readings = Readings(swept.groups, swept.values, limits.levels(swept.values), limits.held(swept.values))
    return readings if swept.parts is None else _full(readings, swept.parts)


def _full(readings: Readings, parts: npt.NDArray[np.bool_]) -> Readings:
    """Evaluations of windows that are not full are cancelled.

    A window is full when its first part has data, and at most three have none (docs: monitors/types/metric).
    """
    empty = parts.shape[2] - np.count_nonzero(parts, axis=2)
    is_cancelled = (readings.levels != Status.NO_DATA) & (~parts[:, :, 0] | (empty > _EMPTY_AT_MOST))
    levels = np.where(is_cancelled, np.int8(Status.SKIPPED), readings.levels)
    return readings._replace(levels=levels, empty=empty, parts=parts.shape[2])


def _counts(watch: Watch, query: MetricAlert) -> bool:
    """Whether no data are 0 by default: sums and counts (docs: monitors/guide/on_missing_data)."""
    if "default_zero(" in str(query):
        return False
    return watch.aggregator == "sum" or any(leaf.counted == "as_count" for leaf in watch.tree.leaves)
