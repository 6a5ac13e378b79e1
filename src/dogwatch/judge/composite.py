"""Composites: the states of other monitors, joined by `&&`, `||` and `!` (docs: monitors/types/composite)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from dogwatch.query import Composed, Composite, Conjunction, Disjunction, Inverted, MonitorId, parse_monitor

from .cadence import MINUTE
from .known import Known
from .monitor import Monitor, Subject
from .parts import parts_of
from .readings import Asked, Group, Ints, Readings, States
from .refusal import refused
from .status import Status, Statuses
from .transition import Notice

TYPE: Final = "composite"
# The states of one monitor for each group of the composite.
_Parts = Mapping[str, Statuses]


class Composites:
    """The monitors that are made of others."""

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        if body["type"] != TYPE:
            return None
        query = parse_monitor(body["query"], TYPE)
        assert isinstance(query, Composite)
        unknown = [id for id in query.monitors if not id.isdecimal()]
        if unknown:
            raise refused("composite-of-references", f"{unknown[0]} is no id yet", "put in the id of the monitor")
        words = {status: f"{query} is {status.word}" for status in Status}
        return Subject(window=MINUTE, needs=tuple(map(int, query.monitors)), joins=True, words=words, compiled=query)

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        return [_read(monitor.subject.compiled, instants, states) for monitor, instants in asked]

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """Value and status of the monitors that it is made of."""
        return Known(parts_of(monitor, notice, states))


def joined_keys(keys: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a composite: those of the finest grouping among its monitors, the first of them."""
    return max(keys, key=len, default=())


def _read(query: Composite, instants: Ints, states: States) -> Readings:
    found = {id: states.at(int(id), instants) for id in query.monitors}
    finest = max(found.values(), key=lambda each: len(each[0]))[1]
    groups = tuple(group for group in finest if all(_matching(group, of) for _, of, _ in found.values()))
    shape = (len(groups), len(instants))
    parts = {id: np.zeros(shape, dtype=np.int8) for id in query.monitors}
    for id, (keys, of, its) in found.items():
        for row, group in enumerate(groups):
            parts[id][row] = its[_matching(group, of)].max(axis=0)
            if not keys:  # a simple alert that was never evaluated shows No Data
                parts[id][row][parts[id][row] == Status.ABSENT] = Status.NO_DATA
    levels = _composed(query.condition, parts)
    # What one of them does not report, yet or any more, is no common source.
    levels[np.any([part == Status.ABSENT for part in parts.values()], axis=0)] = Status.NO_DATA
    return Readings(groups, np.full(shape, np.nan), levels)


def _matching(group: Group, others: Sequence[Group]) -> list[int]:
    """The places of the groups whose values are all among those of a group: keys are not looked at."""
    return [place for place, other in enumerate(others) if _is_within(other, group)]


def _is_within(other: Group, group: Group) -> bool:
    return all(other.count(value) <= group.count(value) for value in other)


def _composed(condition: Composed, parts: _Parts) -> Statuses:
    match condition:
        case MonitorId(id):
            return parts[id].copy()
        case Inverted(operand):
            return _inverted(_composed(operand, parts))
        case Conjunction(operands):
            # OK is the least severe of all, so that the least says as well whether each is worth an alert.
            joined: Statuses = np.array([_composed(operand, parts) for operand in operands]).min(axis=0)
            return joined
        case Disjunction(operands):
            joined = np.array([_composed(operand, parts) for operand in operands]).max(axis=0)
            return joined


def _inverted(states: Statuses) -> Statuses:
    found = np.full(states.shape, Status.OK, dtype=np.int8)
    found[states == Status.OK] = Status.ALERT
    found[states == Status.NO_DATA] = Status.NO_DATA
    return found
