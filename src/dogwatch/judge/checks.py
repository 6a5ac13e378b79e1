"""Monitors on service checks: runs in a row that said the same, or the share of a cluster that did.

Source: docs monitors/types/service_check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple

import numpy as np

from dogwatch.query import CheckAlert, parse_monitor

from .cadence import MINUTE
from .check_runs import CheckRun, CheckRuns
from .known import Known
from .lately import Lately
from .monitor import Monitor, Subject
from .options import DAY
from .readings import Asked, Group, Ints, Readings, States
from .refusal import refused
from .status import Status
from .transition import Notice

TYPE: Final = "service check"
_OK, _WARNING, _CRITICAL, _UNKNOWN = range(4)
_SAYS: Final = {_OK: Status.OK, _WARNING: Status.WARN, _CRITICAL: Status.ALERT, _UNKNOWN: Status.UNKNOWN}
_WORDS: Final = {
    Status.OK: "{value} in a row are OK",
    Status.WARN: "{value} in a row are WARNING",
    Status.ALERT: "{value} in a row are CRITICAL",
    Status.UNKNOWN: "{value} in a row are UNKNOWN",
    Status.SKIPPED: "too few in a row say the same",
}
_SHARES: Final = {
    Status.OK: "{value} % are CRITICAL",
    Status.WARN: "too many are WARNING, {value} % are CRITICAL",
    Status.ALERT: "{value} % are CRITICAL",
}


class _Scope(NamedTuple):
    """Which runs a monitor is about, and whether it looks at shares; a threshold that is not set is None."""

    check: str
    over: frozenset[str]
    excluded: frozenset[str]
    keys: tuple[str, ...]
    is_cluster: bool
    thresholds: Mapping[int, float | None]

    def has(self, run: CheckRun) -> bool:
        """A run has all tags that are named, and none that is excluded."""
        return self.over <= run.tags and not self.excluded & run.tags

    def groups(self, run: CheckRun) -> list[Group]:
        """The groups of a run: one for each combination of values of the keys; none where it lacks a key."""
        groups: list[Group] = [()]
        for key in self.keys:
            values = sorted(tag.partition(":")[2] for tag in run.tags if tag.startswith(f"{key}:"))
            groups = [(*group, value) for group in groups for value in values]
        return groups


class Checks:
    """The monitors over the runs of checks."""

    def __init__(self, runs: CheckRuns) -> None:
        self.runs = runs
        self._newest = Lately[dict[Group, dict[Status, CheckRun]]]()

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        if body["type"] != TYPE:
            return None
        query = parse_monitor(body["query"], TYPE)
        assert isinstance(query, CheckAlert)
        scope = _scope(query, (body.get("options") or {}).get("thresholds") or {})
        return Subject(
            window=MINUTE,
            keys=scope.keys,
            timeframe=DAY,
            # docs: monitors/configuration: 48 hours for hosts and service checks.
            retention=2 * DAY,
            compiled=scope,
            words=_SHARES if scope.is_cluster else _WORDS,
        )

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        return [self._read(monitor, instants) for monitor, instants in asked]

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """The message of the newest run that said what the notice is about; none of missing data."""
        by_group = self._newest.found(monitor, notice.at, lambda: self._newest_at(monitor, notice.at))
        groups = notice.transition.groups_among(monitor.subject.keys, by_group)
        runs = [by_group[group][notice.status] for group in groups if notice.status in by_group[group]]
        newest = max(runs, key=attrgetter("at"), default=None)
        return Known({} if newest is None else {"check_message": newest.message})

    def _newest_at(self, monitor: Monitor, at: int) -> dict[Group, dict[Status, CheckRun]]:
        by_group = self._by_group(monitor.subject.compiled, at - monitor.options.evaluation_delay)
        return {group: {_SAYS[run.status]: run for run in runs} for group, runs in by_group.items()}

    def _by_group(self, scope: _Scope, until: int) -> dict[Group, list[CheckRun]]:
        """The runs that a monitor looks at up to and with a second, in the order of time."""
        by_group: defaultdict[Group, list[CheckRun]] = defaultdict(list)
        for run in filter(scope.has, self.runs.of(scope.check, until)):
            for group in scope.groups(run):
                by_group[group].append(run)
        return by_group

    def _read(self, monitor: Monitor, instants: Ints) -> Readings:
        scope: _Scope = monitor.subject.compiled
        ends = instants - monitor.options.evaluation_delay
        by_group = self._by_group(scope, int(ends[-1]))
        read = _shares if scope.is_cluster else _rows
        groups = tuple(sorted(by_group))
        cells = [read(by_group[group], ends, scope, monitor.timeframe) for group in groups]
        shape = (len(groups), len(ends))
        values, levels = np.full(shape, np.nan), np.full(shape, Status.NO_DATA, dtype=np.int8)
        for place, row in enumerate(cells):
            for column, (value, level) in row.items():
                values[place, column], levels[place, column] = value, level
        return Readings(groups, values, levels)


# What the evaluations of a group come to, by their places; those without a run since the one before are left out.
_Row = dict[int, tuple[float, Status]]


def _rows(runs: list[CheckRun], ends: Ints, scope: _Scope, timeframe: int) -> _Row:
    """Statuses in a row: the last one that reached its threshold since the evaluation before decides."""
    found: _Row = {}
    number, before = 0, None
    for run, column in zip(runs, _columns(runs, ends), strict=True):
        number = number + 1 if run.status == before else 1
        before = run.status
        threshold = scope.thresholds[run.status]
        if column is None:
            continue
        if threshold is not None and number >= threshold:
            found[column] = number, _SAYS[run.status]
        else:
            found.setdefault(column, (number, Status.SKIPPED))
    return found


def _shares(runs: list[CheckRun], ends: Ints, scope: _Scope, timeframe: int) -> _Row:
    """The share of those whose last run said so, each combination of tags being one of the cluster."""
    found: _Row = {}
    last: dict[frozenset[str], CheckRun] = {}
    columns = _columns(runs, ends)
    for place, (run, column) in enumerate(zip(runs, columns, strict=True)):
        last[run.tags] = run
        is_last = place + 1 == len(runs) or columns[place + 1] != column
        if column is not None and is_last:
            alive = [each.status for each in last.values() if each.at > ends[column] - timeframe]
            found[column] = _share(alive, scope.thresholds)
    return found


def _share(statuses: list[int], thresholds: Mapping[int, float | None]) -> tuple[float, Status]:
    critical, warning = (100 * statuses.count(status) / len(statuses) for status in (_CRITICAL, _WARNING))
    for share, status in ((critical, _CRITICAL), (warning, _WARNING)):
        threshold = thresholds[status]
        if threshold is not None and share > threshold:
            return critical, _SAYS[status]
    return critical, Status.OK


def _columns(runs: list[CheckRun], ends: Ints) -> list[int | None]:
    """For each run the place of the evaluation that meets it first; None for one that an earlier batch has met."""
    places = np.searchsorted(ends, [run.at for run in runs])
    begin = int(ends[0]) - MINUTE
    return [None if run.at <= begin else int(place) for run, place in zip(runs, places, strict=True)]


def _scope(query: CheckAlert, thresholds: Mapping[str, Any]) -> _Scope:
    if query.comparator is not None:
        raise refused("check-comparison", f"{query} compares with a number", "write it as a threshold in the options")
    is_cluster = any(step.name == "pct_by_status" for step in query.steps)
    excluded = {tag for step in query.steps if step.name == "exclude" for tag in step.texts}
    default = None if is_cluster else 1.0
    given = {name: thresholds.get(name) for name in ("ok", "warning", "critical", "unknown")}
    return _Scope(
        query.check,
        frozenset(tag.lower() for tag in query.tags),
        frozenset(tag.lower() for tag in excluded),
        tuple(key.lower() for key in query.groups),
        is_cluster,
        {
            _OK: default if given["ok"] is None else given["ok"],
            _WARNING: default if given["warning"] is None else given["warning"],
            _CRITICAL: default if given["critical"] is None else given["critical"],
            # Without a threshold nobody is told of it.
            _UNKNOWN: given["unknown"],
        },
    )
