"""Monitors on events and logs: those of a window that a search finds, counted or measured, group by group.

Sources: docs monitors/types/log, monitors/types/event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

import numpy as np

from dogwatch.query import Current, EventAlert, Last, parse_monitor

from .known import NOTHING, Known
from .lately import Lately
from .limits import Limits
from .monitor import Monitor, Subject
from .options import DAY
from .readings import Asked, Floats, Group, Ints, Mask, Readings, States
from .record_variables import record_variables
from .records import Record, Records, Source
from .refusal import refused
from .rollups import Rollup, rollup
from .samples import samples_of
from .searching import Finds, finding, text_of
from .status import Status, Statuses
from .top_groups import MOST, seen
from .transition import Notice
from .windows import windows

TYPES: Final[Mapping[str, Source]] = {"log alert": "logs", "event-v2 alert": "events"}
_KNOWN_STEPS: Final = frozenset({"index", "rollup", "by", "last"})
_BELOW: Final = ("<", "<=")


class _Asked(NamedTuple):
    """What the query of a monitor asks for."""

    source: Source
    finds: Finds
    indexes: frozenset[str]
    paths: tuple[str, ...]
    rollup: Rollup
    is_count: bool
    window: Last | Current


class Events:
    """The monitors over events and logs."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._lately = Lately[dict[Group, list[Record]]]()

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        if body["type"] not in TYPES:
            return None
        query = parse_monitor(body["query"], body["type"])
        if not isinstance(query, EventAlert):
            raise refused("formula-over-variables", f"{body['query']!r} is a formula over variables", "write one query")
        if query.threshold is None:
            raise refused("dynamic-thresholds", f"{body['query']!r} compares with a query", "compare with a number")
        asked = _asked(query)
        thresholds = (body.get("options") or {}).get("thresholds") or {}
        limits = Limits.of(query.comparator, query.threshold, thresholds)
        return Subject(
            window=asked.window.seconds,
            keys=query.groups,
            limits=limits,
            # What groups that are gone come to under a threshold `below`, depends on all of them: see `read`.
            counts=asked.rollup.counts and not (query.groups and limits.comparator in _BELOW),
            missing="default",
            timeframe=2 * asked.window.seconds,
            compiled=asked,
        )

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """The newest record of the window that a notice is about, and samples; nothing of a window without any."""
        by_group = self._lately.found(monitor, notice.at, lambda: self._found_at(monitor, notice.at))
        groups = notice.transition.groups_among(monitor.subject.keys, by_group)
        newest = max((by_group[group][-1] for group in groups), key=attrgetter("at"), default=None)
        if newest is None:
            return NOTHING
        logs = by_group[groups[0]] if _has_samples(monitor, notice) else []
        return Known(record_variables(TYPES[monitor.body["type"]], newest), samples_of(logs))

    def _found_at(self, monitor: Monitor, at: int) -> dict[Group, list[Record]]:
        asked: _Asked = monitor.subject.compiled
        (window,) = windows(monitor, asked.window, np.array([at]))
        return self._found(asked, *window.window(0))

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        return [self._read(monitor, instants) for monitor, instants in asked]

    def _read(self, monitor: Monitor, instants: Ints) -> Readings:
        asked: _Asked = monitor.subject.compiled
        spans = [
            each.window(place) for each in windows(monitor, asked.window, instants) for place in range(each.number)
        ]
        begin, end = min(span[0] for span in spans), spans[-1][1]
        # Groups are known for a while after their last record, so that those that are gone are seen to be.
        found = self._found(asked, begin - (DAY if monitor.subject.keys else 0), end)
        groups = tuple(sorted(found)) if monitor.subject.keys else ((),)
        values = np.array([_values(found.get(group, []), spans, asked.rollup) for group in groups])
        values = values.reshape(len(groups), len(spans))
        by_group = {group: found[group] for group in groups} if asked.paths else {}
        is_seen = seen(by_group, len(asked.paths), lambda records: np.array(_values(records, spans, asked.rollup)))
        if is_seen is not None:
            values = np.where(is_seen, values, np.nan)
        limits = monitor.subject.limits
        assert limits is not None
        if monitor.options.missing == "default" and not monitor.subject.counts and asked.rollup.counts:
            known = np.array([_known(found[group], spans) for group in groups], dtype=bool)
            values, levels = _below(values, known.reshape(values.shape), limits)
        else:
            levels = limits.levels(values)
        return Readings(groups, values, levels, limits.held(values))

    def _found(self, asked: _Asked, begin: int, end: int) -> dict[Group, list[Record]]:
        """The records by group; one that has several values at a path is in the group of each."""
        found: defaultdict[Group, list[Record]] = defaultdict(list)
        for record in self.records.between(asked.source, begin, end):
            if (not asked.indexes or record.index in asked.indexes) and asked.finds(record):
                for group in _groups(record, asked.paths):
                    found[group].append(record)
        return found


def _has_samples(monitor: Monitor, notice: Notice) -> bool:
    """Whether logs stand beside a message: none of a recovery, nor where Datadog has a list of top values instead."""
    is_asked = TYPES[monitor.body["type"]] == "logs" and bool(
        (monitor.body.get("options") or {}).get("enable_logs_sample")
    )
    keys = monitor.subject.keys
    is_list = bool(keys) and (not monitor.subject.compiled.is_count or keys != notice.transition.keys)
    return is_asked and notice.status in (Status.WARN, Status.ALERT) and not is_list


def _values(records: list[Record], spans: Sequence[tuple[int, int]], rollup: Rollup) -> list[float]:
    """The value of each window; NaN for one in which there is nothing to make it of."""
    times = [record.at for record in records]
    every = [rollup.values(record) for record in records]
    found = []
    for begin, end in spans:
        inside = every[bisect_left(times, begin) : bisect_left(times, end)]
        seen = [value for values in inside for value in values]
        found.append(float(rollup.of(seen)) if seen else np.nan)
    return found


def _known(records: list[Record], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether a group had a record by the end of each window, and not only long before."""
    times = [record.at for record in records]
    return [bisect_left(times, begin - DAY) < bisect_left(times, end) for begin, end in spans]


def _below(values: Floats, known: Mask, limits: Limits) -> tuple[Floats, Statuses]:
    """A group without records is OK as long as others have some; where none has, all are 0."""
    is_empty = known & np.isnan(values)
    are_all = ~(known & ~is_empty).any(axis=0)
    values = np.where(is_empty & are_all, 0.0, values)
    levels = limits.levels(values)
    levels[is_empty & ~are_all] = Status.OK
    return values, levels


def _groups(record: Record, paths: tuple[str, ...]) -> Iterator[Group]:
    values = [sorted({text_of(value) for value in record.values(path)}) for path in paths]
    return product(*values)


def _asked(query: EventAlert) -> _Asked:
    other = [step for step in query.steps if step.name not in _KNOWN_STEPS]
    if other:
        raise refused("event-steps", f"{other[0]} is not evaluated here", "leave it out")
    window = query.window
    (how,) = [step for step in query.steps if step.name == "rollup"]
    if window is None or len(how.arguments) > 2:
        raise refused("event-rollups", f"{query} rolls up in a way that is not known here", "write it without")
    if len(query.groups) > max(MOST):
        raise refused("event-facets", f"{query} groups by {len(query.groups)} facets", f"take {max(MOST)} at most")
    method, *path = how.texts
    indexes = {name for step in query.steps if step.name == "index" for name in step.texts}
    return _Asked(
        cast(Source, query.source),
        finding(query.search),
        frozenset() if "*" in indexes else frozenset(indexes),
        query.groups,
        rollup(method, path[0] if path else None),
        method == "count",
        window,
    )
