"""Which monitors, and which of their groups, downtimes mute now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dogwatch.judge import EVER, Downtime, muted_groups, mutes_all
from dogwatch.local.api.world import World

from .states import name_of


class Muted(NamedTuple):
    """Until which second a monitor tells nobody of any group, and of which groups by name; `EVER` without an end.

    `until` is None for a monitor that is not muted as a whole.
    """

    until: int | None
    groups: Mapping[str, int]


def muted(world: World, id: int, body: Mapping[str, Any]) -> Muted:
    """What the downtimes that are in force make of a monitor: it is muted once all its groups are.

    One that has no groups yet is muted by a downtime that is about whatever groups come.
    """
    monitor = world.alerts.judging.monitor(id)
    states = {} if monitor is None else world.alerts.judging.states(id)
    groups: dict[str, int] = {}
    until = None
    for downtime, end in _in_force(world):
        if monitor is not None:
            for group in muted_groups(downtime, monitor, states):
                name = name_of(monitor, group)
                groups[name] = max(groups.get(name, 0), end)
        if mutes_all(downtime, id, body):
            until = max(until or 0, end)
    if groups and len(groups) == len(states):
        until = min(groups.values())
    return Muted(until, groups)


def second(until: int | None) -> int | None:
    """The second as it is answered: null where there is none."""
    return None if until is None or until >= EVER else until


def _in_force(world: World) -> Iterator[tuple[Downtime, int]]:
    """The downtimes of now, and when each ends."""
    now = int(world.now().timestamp())
    for downtime in world.alerts.downtimes.values():
        span = downtime.at(now)
        if span is not None:
            yield downtime, span[1]
