"""What is remembered of a monitor's groups from one evaluation to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from .readings import Group, Ints
from .status import Status, Statuses

NEVER = 0


@dataclass
class Told:
    """What was told of a group: its last state that somebody heard of, when, and how often again since then.

    `first` is when it was last well and got worse, `latest` when it last changed into a state of trouble.
    """

    status: Status = Status.OK
    at: int = NEVER
    count: int = 0
    first: int = NEVER
    latest: int = NEVER

    @property
    def is_worth_keeping(self) -> bool:
        return self.status.is_trouble or self.first != NEVER


@dataclass
class Memory:
    """Per group: its state, when it had data first and last, and since when it has none; seconds since 1970, 0 never.

    A group is there from the first time it had data on; a simple alert has its one group `()` from the start.
    """

    groups: tuple[Group, ...] = ()
    state: Statuses = field(default_factory=lambda: np.zeros(0, dtype=np.int8))
    first: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    last: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    empty: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    places: dict[Group, int] = field(default_factory=dict)
    told: dict[Group, Told] = field(default_factory=dict)

    @classmethod
    def of_one(cls) -> Self:
        """That of a simple alert."""
        memory = cls()
        memory.make_room(((),))
        return memory

    def make_room(self, groups: tuple[Group, ...]) -> Ints:
        """The places of the groups, which are made for new ones."""
        new = [group for group in groups if group not in self.places]
        for group in new:
            self.places[group] = len(self.places)
        if new:
            self.groups = (*self.groups, *new)
            none = np.zeros(len(new), dtype=np.int64)
            self.state = np.concatenate([self.state, np.full(len(new), Status.ABSENT, dtype=np.int8)])
            self.first, self.last, self.empty = [np.concatenate([a, none]) for a in (self.first, self.last, self.empty)]
        return np.array([self.places[group] for group in groups], dtype=np.int64)

    def turn_back(self, now: int) -> None:
        """Takes what is later than `now` to have been then, for a clock that was set back."""
        for seconds in (self.first, self.last, self.empty):
            np.minimum(seconds, now, out=seconds)
        for told in self.told.values():
            told.at, told.first, told.latest = min(told.at, now), min(told.first, now), min(told.latest, now)

    def saved(self) -> dict[str, Any]:
        """As plain data, which JSON can hold."""
        names = [Status(state).name for state in self.state.tolist()]
        rows = zip(self.groups, names, self.first.tolist(), self.last.tolist(), self.empty.tolist(), strict=True)
        return {
            "groups": [[list(group), *row] for group, *row in rows],
            "told": [
                [list(group), told.status.name, told.at, told.count, told.first, told.latest]
                for group, told in self.told.items()
            ],
        }

    @classmethod
    def restored(cls, saved: Mapping[str, Any]) -> Self:
        """What `saved` said."""
        memory = cls()
        memory.make_room(tuple([tuple(group) for group, *_ in saved["groups"]]))
        for place, (_, name, *seconds) in enumerate(saved["groups"]):
            memory.state[place] = Status[name]
            memory.first[place], memory.last[place], memory.empty[place] = seconds
        for group, name, *numbers in saved["told"]:
            memory.told[tuple(group)] = Told(Status[name], *numbers)
        return memory
