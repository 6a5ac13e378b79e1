"""Monitors as pages show them: their states, since when, and whether a downtime mutes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

import numpy as np

from dogwatch.draw import NOT_JUDGED, GroupState, Judged, MonitorState, Stretch
from dogwatch.judge import History, Status
from dogwatch.local.api import references
from dogwatch.local.api.alerting import states
from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import search, search_query
from dogwatch.local.api.world import World

_MINUTE: Final = 60


def finder(world: World) -> Callable[[str], list[MonitorState]]:
    """What finds monitors by a search; all are read once, when the first is asked for."""
    read: list[tuple[search.Result, MonitorState]] = []

    def monitors(text: str) -> list[MonitorState]:
        try:
            fits = search_query.parsed(text)
        except Refused as error:
            raise ValueError(f"the search {text!r}: {'; '.join(map(str, error.texts))}") from error
        if not read:
            read.extend((each, _state(world, each)) for each in search.results(world))
        return [state for result, state in read if fits(result)]

    return monitors


def every(world: World) -> Iterator[tuple[list[str], MonitorState]]:
    """The tags and the state of each monitor."""
    return ((each["tags"], _state(world, each)) for each in search.results(world))


def _state(world: World, result: search.Result) -> MonitorState:
    id = int(result["id"])
    is_judged = world.alerts.judging.monitor(id) is not None or id not in world.alerts.judging.refused
    groups = result["groups"] if is_judged else []
    muted = result["muted_groups"]
    shown = tuple([_group(each, is_muted=result["muted"] or each.name in muted) for each in groups])
    return MonitorState(
        id,
        result["name"],
        result["status"] if is_judged else NOT_JUDGED,
        result["overall_state_modified"] if is_judged else None,
        result["priority"],
        result["muted"],
        shown,
    )


def _group(group: states.GroupState, *, is_muted: bool) -> GroupState:
    seen = group.seen
    since = {Status.OK: seen.resolved, Status.NO_DATA: seen.no_data}.get(group.status, seen.triggered)
    return GroupState(group.name, group.status.word, since or None, is_muted)


def judged(world: World, id: str, begin: int, end: int) -> Judged:
    """A monitor by its id, and what it came to in a window. Raises ValueError for one that is not there."""
    document = world.store.get(references.MONITOR, int(id)) if id.isdecimal() else None
    if document is None:
        raise ValueError(f"there is no monitor {id}")
    body, judging = json.loads(document.body), world.alerts.judging
    if judging.monitor(int(id)) is None:
        return Judged(body, NOT_JUDGED, None, ())
    history = judging.history(int(id))
    troubles = tuple(_troubles(history, begin, min(end, judging.now)))
    return Judged(body, judging.state(int(id)).word, _last_value(history), troubles)


def _last_value(history: History) -> float | None:
    """What was measured last of the most severe group."""
    if not history.batches or not history.batches[-1][0].groups:
        return None
    verdicts, states = history.batches[-1]
    value = float(verdicts.values[int(np.argmax(states[:, -1])), -1])
    return None if np.isnan(value) else value


def _troubles(history: History, begin: int, end: int) -> Iterator[Stretch]:
    """The stretches, to the minute, in which the most severe state was Alert or Warn."""
    instants = np.arange(-(-begin // _MINUTE) * _MINUTE, end + 1, _MINUTE)
    _, states = history.states_at(instants)
    worst = states.max(axis=0, initial=Status.ABSENT)
    for state, each in groupby(zip(instants.tolist(), worst.tolist(), strict=True), key=lambda each: each[1]):
        if state in (Status.ALERT, Status.WARN):
            times = [time for time, _ in each]
            yield Stretch(times[0], times[-1] + _MINUTE, Status(state).word)
