"""Metric monitors: what `dogwatch.measure` gives for the windows of their instants, compared with thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dogwatch.measure import Round, Store, Watch
from dogwatch.query import MetricAlert, parse_monitor

from .limits import Limits
from .monitor import Subject
from .readings import Asked, Readings, States
from .refusal import refused

TYPES = ("metric alert", "query alert")


class Metrics:
    """The monitors over a store of series."""

    def __init__(self, store: Store) -> None:
        self.store = store

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
        return Subject(
            window=query.window.seconds,
            keys=tuple([str(key).lower() for key in query.groups]),
            limits=Limits.of(query.comparator, query.threshold, thresholds),
            counts=_counts(watch, query),
            timeframe=2 * query.window.seconds,
            compiled=watch,
        )

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        return [self._read(each) for each in asked]

    def _read(self, asked: Asked) -> Readings:
        subject, delay = asked.monitor.subject, asked.monitor.options.evaluation_delay
        assert subject.limits is not None
        round = Round(self.store, [subject.compiled])
        columns = []
        groups: tuple[tuple[str, ...], ...] = ()
        for instant in asked.instants.tolist():
            found = round.values([(instant - delay - subject.window, instant - delay)])[0]
            groups = found.groups
            columns.append(found.values)
        values = np.stack(columns, axis=1) if columns else np.zeros((0, 0))
        return Readings(groups, values, subject.limits.levels(values), subject.limits.held(values))


def _counts(watch: Watch, query: MetricAlert) -> bool:
    """Whether no data are 0 by default: sums and counts (docs: monitors/guide/on_missing_data)."""
    if "default_zero(" in str(query):
        return False
    return watch.aggregator == "sum" or any(leaf.counted == "as_count" for leaf in watch.tree.leaves)
