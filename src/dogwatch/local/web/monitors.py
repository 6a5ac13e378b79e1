"""Monitors as pages show them: their states, since when, and whether a downtime mutes them."""

from __future__ import annotations

from collections.abc import Callable

from dogwatch.draw import NOT_JUDGED, GroupState, MonitorState
from dogwatch.judge import Status, muted_groups
from dogwatch.local.api.alerting import states
from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import search, search_query
from dogwatch.local.api.world import World


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


def _state(world: World, result: search.Result) -> MonitorState:
    id = int(result["id"])
    is_judged = world.alerts.judging.monitor(id) is not None or id not in world.alerts.judging.refused
    groups = result["groups"] if is_judged else []
    muted = _muted(world, id)
    shown = tuple([_group(each, is_muted=result["muted"] or each.name in muted) for each in groups])
    return MonitorState(
        id,
        result["name"],
        result["status"] if is_judged else NOT_JUDGED,
        result["overall_state_modified"] if is_judged else None,
        result["priority"],
        bool(result["muted"]) or (bool(shown) and all(each.is_muted for each in shown)),
        shown,
    )


def _group(group: states.GroupState, *, is_muted: bool) -> GroupState:
    seen = group.seen
    since = {Status.OK: seen.resolved, Status.NO_DATA: seen.no_data}.get(group.status, seen.triggered)
    return GroupState(group.name, group.status.word, since or None, is_muted)


def _muted(world: World, id: int) -> set[str]:
    """The names of a monitor's groups that a downtime mutes now."""
    judging, now = world.alerts.judging, int(world.now().timestamp())
    monitor = judging.monitor(id)
    active = [each for each in world.alerts.downtimes.values() if each.at(now) is not None]
    if monitor is None or not active:
        return set()
    groups = [group for each in active for group in muted_groups(each, monitor, judging.states(id))]
    return {states.name_of(monitor, group) for group in groups}
