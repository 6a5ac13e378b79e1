"""What a monitor came to over a stretch of time, group by group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from dogwatch.judge import History, Status

from .load.shape import Floats, Ints


class Step(NamedTuple):
    """Evaluations in a row that came to the same state: from the first to the last, and why."""

    first: int
    last: int
    status: Status
    first_reason: str
    last_reason: str


class Trace(NamedTuple):
    """One group of a monitor at the instants at which it was evaluated; NaN for what had no value.

    `reasons` say why each evaluation came to its state, when they are asked.
    """

    group: dict[str, str]
    instants: Ints
    values: Floats
    states: list[Status]
    reasons: list[Callable[[], str]]

    @property
    def worst(self) -> Status:
        return max(self.states, default=Status.ABSENT)

    def steps(self) -> Iterator[Step]:
        """The evaluations, those with the same state as one."""
        at, first = self.instants.tolist(), 0
        for place in range(1, len(self.states) + 1):
            if place == len(self.states) or self.states[place] != self.states[first]:
                why = self.reasons[first](), self.reasons[place - 1]()
                yield Step(at[first], at[place - 1], self.states[first], *why)
                first = place


def traces(history: History, begin: int, end: int) -> list[Trace]:
    """Every group that has a state after `begin`, up to and with `end`, those in the worst state first."""
    parts: dict[tuple[str, ...], list[Trace]] = {}
    keys = history.monitor.subject.keys
    has_limits = history.monitor.subject.limits is not None
    for verdicts, states in history.batches:
        columns = np.flatnonzero((verdicts.instants > begin) & (verdicts.instants <= end)).tolist()
        for place, group in enumerate(verdicts.groups if columns else ()):
            explained = partial(verdicts.explained, history.monitor, place)
            parts.setdefault(group, []).append(
                Trace(
                    dict(zip(keys, group, strict=True)),
                    verdicts.instants[columns],
                    verdicts.values[place, columns],
                    [Status(state) for state in states[place, columns].tolist()],
                    [partial(explained, column) if has_limits else str for column in columns],
                )
            )
    found = [_joined(each) for each in parts.values()]
    return sorted(found, key=lambda trace: -trace.worst)


def is_evaluated(history: History, begin: int, end: int) -> bool:
    """Whether there was an evaluation after `begin`, up to and with `end`, whatever groups it found."""
    return any(((verdicts.instants > begin) & (verdicts.instants <= end)).any() for verdicts, _ in history.batches)


def states_within(history: History, begin: int, end: int) -> set[Status]:
    """Every state that some group was in after `begin`, up to and with `end`."""
    found: set[Status] = set()
    for verdicts, states in history.batches:
        within = (verdicts.instants > begin) & (verdicts.instants <= end)
        found |= {Status(state) for state in set(states[:, within].tobytes())}
    return found


def _joined(parts: list[Trace]) -> Trace:
    return Trace(
        parts[0].group,
        np.concatenate([part.instants for part in parts]),
        np.concatenate([part.values for part in parts]),
        [state for part in parts for state in part.states],
        [reason for part in parts for reason in part.reasons],
    )
