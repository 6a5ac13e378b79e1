"""What is told of states: transitions, reminders and recoveries, per group or per group of notifications."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from .memory import NEVER, Memory, Told
from .merging import Merged, merged
from .monitor import Monitor
from .readings import Group, Mask
from .status import STATUSES, Status, Statuses
from .transition import Notice, Transition
from .verdicts import Verdicts


def tell(
    monitor: Monitor, verdicts: Verdicts, states: Statuses, memory: Memory
) -> tuple[list[Transition], list[Notice]]:
    """The transitions of a batch, and what is told: of these, and again of what did not change.

    The memory has the states before, and learns what was told.
    """
    teller = Teller(monitor, verdicts, states, merged(monitor, verdicts.groups, memory.state, states), memory)
    if monitor.options.recurrences:
        teller.each_run()
    else:
        teller.changes()
    return teller.transitions, teller.notices


class Teller:
    """Goes through the states of a monitor's groups, those that are told of together as one."""

    def __init__(self, monitor: Monitor, verdicts: Verdicts, states: Statuses, merged: Merged, memory: Memory) -> None:
        self.monitor, self.verdicts, self.states, self.merged, self.memory = monitor, verdicts, states, merged, memory
        self.transitions: list[Transition] = []
        self.notices: list[Notice] = []

    def changes(self) -> None:
        """Goes through the groups in which something changed, or of which is to be reminded."""
        changed = self._changed()
        rows = set(np.flatnonzero(changed.any(axis=1)).tolist())
        if self.monitor.options.renotify is not None:
            rows |= {row for row, group in enumerate(self.merged.groups) if group in self.memory.told}
        for row in sorted(rows):
            self._group(row, np.flatnonzero(changed[row]).tolist())

    def each_run(self) -> None:
        """Tells of each run of a schedule whose result is not OK (docs: monitors/guide/custom_schedules)."""
        changed = self._changed()
        troubled = self.merged.states > Status.OK
        for row, column in np.argwhere(changed | troubled).tolist():
            transition = self._transition(row, Told(), column)
            if changed[row, column]:
                self.transitions.append(transition)
            is_run = self.verdicts.statuses[self._members(row, column)[0], column] != Status.SKIPPED
            if troubled[row, column] and is_run and self._is_told(transition.after, Told()):
                at = transition.at
                self.notices.append(Notice(replace(transition, first_triggered_at=at, last_triggered_at=at)))

    def _changed(self) -> Mask:
        """[key, instant]: whether the state is another than before. That a group is there and well is no change."""
        states = self.merged.states
        before = np.concatenate([self.merged.before[:, None], states[:, :-1]], axis=1)
        changed: Mask = (states != before) & ((before != Status.ABSENT) | (states != Status.OK))
        return changed

    def _group(self, row: int, changes: list[int]) -> None:
        group = self.merged.groups[row]
        told = self.memory.told.get(group) or Told()
        end = len(self.verdicts.instants)
        self._remind(row, told, 0, changes[0] if changes else end)
        for column, until in pairwise([*changes, end]):
            self._change(row, told, column)
            self._remind(row, told, column + 1, until)
        if told.is_worth_keeping:
            self.memory.told[group] = told
        else:
            self.memory.told.pop(group, None)

    def _change(self, row: int, told: Told, column: int) -> None:
        after = STATUSES[self.merged.states[row, column]]
        at = int(self.verdicts.instants[column])
        if after.is_trouble:
            told.latest = at
            told.first = told.first or at
        transition = self._transition(row, told, column)
        self.transitions.append(transition)
        if not after.is_trouble:
            told.first = NEVER
        if self._is_told(after, told):
            self.notices.append(Notice(transition))
            told.status, told.at, told.count = after, at, 0
        elif after is Status.ABSENT:
            told.status = Status.OK

    def _is_told(self, after: Status, told: Told) -> bool:
        """Who heard of trouble hears that it is over; a group that is dropped goes without a word."""
        match after:
            case Status.UNKNOWN | Status.WARN | Status.ALERT:
                return True
            case Status.NO_DATA:
                return self.monitor.options.tells_no_data
            case Status.OK:
                return told.status.is_trouble
        return False

    def _remind(self, row: int, told: Told, begin: int, end: int) -> None:
        """Reminders from one instant to before another, over which the state stays the same."""
        renotify = self.monitor.options.renotify
        if renotify is None or begin >= end or told.status not in renotify.statuses:
            return
        status = STATUSES[self.merged.states[row, begin]]
        if status is not told.status:
            return
        while renotify.occurrences is None or told.count < renotify.occurrences:
            due = told.at + renotify.interval
            column = begin + int(np.searchsorted(self.verdicts.instants[begin:end], due))
            if column >= end:
                return
            told.at, told.count = int(self.verdicts.instants[column]), told.count + 1
            again = replace(self._transition(row, told, column), before=status)
            self.notices.append(Notice(again, told.count))

    def _transition(self, row: int, told: Told, column: int) -> Transition:
        monitor, verdicts, merged = self.monitor, self.verdicts, self.merged
        place, members = self._members(row, column)
        before = STATUSES[merged.before[row] if column == 0 else merged.states[row, column - 1]]
        after = STATUSES[merged.states[row, column]]
        value = float(verdicts.values[place, column])
        limits = monitor.subject.limits
        return Transition(
            monitor.id,
            merged.keys,
            merged.groups[row],
            int(verdicts.instants[column]),
            before,
            after,
            None if math.isnan(value) else value,
            None if limits is None else limits.crossed(after),
            told.first or None,
            told.latest or None,
            verdicts.explained(monitor, place, column, STATUSES[self.states[place, column]]),
            members,
        )

    def _members(self, row: int, column: int) -> tuple[int, tuple[tuple[Group, Status], ...]]:
        """The place of the group that is in the most severe state, and those that are in trouble."""
        if self.merged.members is None:
            return row, ()
        places = self.merged.members[row]
        states = self.states[places, column]
        troubled = [
            (self.verdicts.groups[place], STATUSES[state])
            for place, state in zip(places.tolist(), states.tolist(), strict=True)
            if STATUSES[state].is_trouble
        ]
        return int(places[np.argmax(states)]), tuple(troubled)
