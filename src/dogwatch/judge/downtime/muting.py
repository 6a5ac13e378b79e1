"""Downtimes over what monitors tell: who is muted hears nothing, until it ends in trouble.

docs: monitors/downtimes. States go on as if there were no downtime; composites are muted by their own downtimes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dogwatch.judge.history import History
from dogwatch.judge.monitor import Monitor
from dogwatch.judge.readings import Group, States
from dogwatch.judge.transition import Notice, Transition
from dogwatch.query import parse_monitor, scope_tags

from .downtime import Downtime


def unmuted(
    notices: Sequence[Notice],
    downtimes: Iterable[Downtime],
    states: States,
    since: int,
    until: int,
) -> list[Notice]:
    """What is told after all of the notices of a time, after `since` up to and with `until`.

    The states are those of the monitors at the end of that time. What a downtime kept back is told at its end where
    the trouble is still there.
    """
    several, monitors = list(downtimes), states.monitors
    kept = [notice for notice in notices if not _is_muted(notice, monitors[notice.monitor], several)]
    histories = [states.history(id) for id in monitors] if several else []
    ended = [notice for each in several for notice in _at_ends(each, several, histories, since, until)]
    told = _once_each([*ended, *kept]) if ended else kept
    return sorted(told, key=lambda notice: (notice.at, notice.monitor, notice.transition.group))


def muting(transition: Transition, monitor: Monitor, downtimes: Iterable[Downtime], at: int) -> list[Downtime]:
    """The downtimes that mute the group of a transition at a second."""
    tags = _tags(transition, monitor)
    own = monitor.body.get("tags") or ()
    return [each for each in downtimes if each.at(at) is not None and each.mutes(monitor.id, own, tags)]


def _is_muted(notice: Notice, monitor: Monitor, downtimes: list[Downtime]) -> bool:
    active = muting(notice.transition, monitor, downtimes, notice.at)
    return bool(active) and not _is_first_recovery(notice, active)


def _is_first_recovery(notice: Notice, active: list[Downtime]) -> bool:
    """Whether it ends a trouble from before all that mutes it, which people have heard of, and wait for the end of."""
    began = notice.transition.first_triggered_at
    if not notice.is_recovery or began is None or any(each.mutes_first_recovery for each in active):
        return False
    return all(span is not None and began < span[0] for span in (each.at(notice.at) for each in active))


def _at_ends(
    downtime: Downtime, others: list[Downtime], histories: list[History], since: int, until: int
) -> Iterator[Notice]:
    """What is told when the downtime ends: of each group that it muted, and that is still in trouble."""
    for _, end in downtime.spans(since, until + 1):
        way = "canceled" if end == downtime.canceled else "expired"
        if end <= until and way in downtime.end_types:
            for history in histories:
                yield from _still_in_trouble(downtime, others, history, end)


def _still_in_trouble(downtime: Downtime, others: list[Downtime], history: History, end: int) -> Iterator[Notice]:
    own = history.monitor.body.get("tags") or ()
    for transition in _latest(history, end):
        if transition.after not in downtime.end_states:
            continue
        is_meant = downtime.mutes(history.monitor.id, own, _tags(transition, history.monitor))
        if is_meant and not muting(transition, history.monitor, others, end):
            yield Notice(replace(transition, at=end))


def _latest(history: History, end: int) -> list[Transition]:
    """The last transition of each group up to and with a second, which says the state it is in."""
    found = {each.group: each for each in history.transitions if each.at <= end}
    return list(found.values())


def _once_each(notices: list[Notice]) -> Iterable[Notice]:
    """Two downtimes that end together tell once, and neither tells what is told anyway: a change, or a reminder."""
    return {(each.monitor, each.transition.group, each.at): each for each in notices}.values()


def _tags(transition: Transition, monitor: Monitor) -> list[str]:
    """Those of the group, and those that the query of its monitor asks for: all its groups have them."""
    own = [f"{key}:{value}" for key, value in transition.tags.items()]
    return [*own, *asked_for(str(monitor.body["query"]), str(monitor.body["type"]))]


@lru_cache(maxsize=1000)
def asked_for(query: str, type: str) -> tuple[str, ...]:
    """The tags that all groups of a query have, since it asks for them."""
    return tuple(str(tag) for tag in scope_tags(parse_monitor(query, type)))


def muted_groups(downtime: Downtime, monitor: Monitor, groups: Iterable[Group]) -> list[Group]:
    """Those of a monitor's groups that a downtime is about."""
    own, asked = monitor.body.get("tags") or (), asked_for(str(monitor.body["query"]), str(monitor.body["type"]))
    keys = monitor.subject.keys

    def tags(group: Group) -> list[str]:
        return [*(f"{key}:{value}" for key, value in zip(keys, group, strict=True)), *asked]

    return [group for group in groups if downtime.mutes(monitor.id, own, tags(group))]


def mutes_all(downtime: Downtime, id: int, body: Mapping[str, Any]) -> bool:
    """Whether a downtime is about every group of a monitor, whichever there will be: by what its query asks for."""
    return downtime.mutes(id, body.get("tags") or (), asked_for(str(body["query"]), str(body["type"])))
