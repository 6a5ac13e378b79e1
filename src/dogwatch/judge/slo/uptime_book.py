"""When monitors were down, kept for as long as an SLO looks back, of the states that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np

from dogwatch.judge.history import History
from dogwatch.judge.monitor import Monitor
from dogwatch.judge.readings import Group, Ints, Mask, States
from dogwatch.judge.reason import Reason
from dogwatch.judge.status import Status, Statuses

from .objective import TIMEFRAMES, Monitors
from .uptime import Course

# Neither changes what an SLO counts (docs: service_level_objectives/monitor).
_RESOLVED: Final = (Reason.AUTO_RESOLVED, Reason.BY_HAND)
# As long as the longest window, and a day in which somebody may still ask about its beginning.
KEPT: Final = max(TIMEFRAMES.values()) + 86400

Past: TypeAlias = Callable[[Monitor, int], History | None]


@dataclass
class Changes:
    """When a group went down and up, and what it is since."""

    times: list[int] = field(default_factory=list)
    down: list[bool] = field(default_factory=list)

    @property
    def is_down(self) -> bool:
        return bool(self.down) and self.down[-1]

    def learn(self, instants: list[int], down: list[bool]) -> None:
        self.times += instants
        self.down += down

    def forget(self, before: int) -> None:
        while len(self.times) > 1 and self.times[1] <= before:
            del self.times[0], self.down[0]

    @property
    def course(self) -> Course:
        return Course(np.array(self.times, dtype=np.int64), np.array(self.down, dtype=bool))


@dataclass
class _Page:
    """What is known of one monitor with a query that groups by keys, up to a second."""

    query: str
    keys: tuple[str, ...]
    until: int = -1
    groups: dict[Group, Changes] = field(default_factory=dict)

    def name(self, group: Group) -> str:
        """How an SLO names a group; empty for a monitor without groups."""
        return ",".join(f"{key}:{value}" for key, value in zip(self.keys, group, strict=True))

    def learn(self, history: History) -> bool:
        """Whether a group went down or up, as far as it does not know."""
        new = []
        for batch in reversed(history.batches):
            if not len(batch[0].instants) or batch[0].instants[-1] <= self.until:
                break
            new.append(batch)
        has_changed = False
        for verdicts, states in reversed(new):
            is_new = verdicts.instants > self.until
            down = is_down(history.monitor, states[:, is_new])
            resolved = np.isin(verdicts.reasons[:, is_new], _RESOLVED)
            has_changed |= self._learn(verdicts.groups, verdicts.instants[is_new], down, resolved)
            self.until = int(verdicts.instants[-1])
        return has_changed

    def _learn(self, groups: tuple[Group, ...], instants: Ints, down: Mask, resolved: Mask) -> bool:
        has_changed = False
        for group, row, left_out in zip(groups, down, resolved, strict=True):
            has_changed |= group not in self.groups
            changes = self.groups.setdefault(group, Changes())
            seen = np.flatnonzero(~left_out)
            turns = seen[np.diff(row[seen], prepend=changes.is_down)]
            changes.learn(instants[turns].tolist(), row[turns].tolist())
            has_changed |= bool(len(turns))
            if len(instants):
                changes.forget(int(instants[-1]) - KEPT)
        return has_changed


class UptimeBook:
    """Learns from the histories of monitors, each part once, and gives the courses of an SLO's members.

    A monitor whose query changes begins anew, with its groups. `past` says what a monitor came to up to a second,
    before anything that is known of it, as far as that can be said.
    """

    def __init__(self, past: Past | None = None) -> None:
        self._pages: dict[int, _Page] = {}
        self._past = past

    def learn(self, states: States, ids: Iterable[int]) -> bool:
        """Learns what these monitors came to since the last time; those that are not judged have no course.

        Says whether there is something new to be saved.
        """
        has_changed = False
        for id in [id for id in ids if id in states.monitors]:
            history = states.history(id)
            query = str(history.monitor.body["query"])
            if not self.knows(id) or self._pages[id].query != query:
                self._pages[id] = self._begun(history)
                has_changed = True
            has_changed |= self._pages[id].learn(history)
        return has_changed

    def _begun(self, history: History) -> _Page:
        """A page with the past of a monitor before its history."""
        monitor = history.monitor
        page = _Page(str(monitor.body["query"]), monitor.subject.keys)
        if self._past is not None and history.batches:
            before = self._past(monitor, int(history.batches[0][0].instants[0]) - 1)
            if before is not None:
                page.learn(before)
        return page

    def knows(self, id: int) -> bool:
        """Whether it has learnt of a monitor."""
        return id in self._pages

    def members(self, asked: Monitors) -> dict[str, Course]:
        """The courses of an SLO's members: of several monitors each, which is down while a group of it is; of one
        monitor its groups, those that the SLO names or all."""
        if len(asked.ids) > 1:
            return {str(id): _any(list(self._groups(id).values())) for id in asked.ids}
        (id,) = asked.ids
        wanted = [frozenset(name.split(",")) for name in asked.groups]
        groups = self._groups(id)
        found = {name: groups[name] for name in groups if not wanted or frozenset(name.split(",")) in wanted}
        return found or {str(id): _any([])}

    def saved(self) -> list[dict[str, Any]]:
        """All that it knows as plain data, for `restore`."""
        return [
            {
                "id": id,
                "query": page.query,
                "keys": list(page.keys),
                "groups": [[list(group), each.times, each.down] for group, each in page.groups.items()],
            }
            for id, page in self._pages.items()
        ]

    def restore(self, saved: Iterable[Mapping[str, Any]], until: int) -> None:
        """Takes up what was saved: all that there was to know up to a second, at which monitors were last judged."""
        for each in saved:
            groups = {tuple(group): Changes(list(times), list(down)) for group, times, down in each["groups"]}
            self._pages[each["id"]] = _Page(each["query"], tuple(each["keys"]), until, groups)

    def _groups(self, id: int) -> dict[str, Course]:
        page = self._pages.get(id)
        return {page.name(group) or str(id): each.course for group, each in page.groups.items()} if page else {}


def is_down(monitor: Monitor, states: Statuses) -> Mask:
    """Alerting is down; so are missing data that the monitor tells of (docs: service_level_objectives/monitor)."""
    down: Mask = states == Status.ALERT
    return down | (states == Status.NO_DATA) if monitor.options.tells_no_data else down


def _any(courses: list[Course]) -> Course:
    """Down while one of them is."""
    times = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(each.times for each in courses)]))
    down = np.zeros(len(times), dtype=bool)
    for each in courses:
        down |= each.at(times) == 0
    return Course(times, down)
