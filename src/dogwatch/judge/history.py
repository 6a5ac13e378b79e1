"""What monitors came to, for pictures and for monitors that are made of others."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .monitor import Monitor
from .readings import Group, Ints
from .status import Status, Statuses
from .transition import Transition
from .verdicts import Verdicts


@dataclass
class History:
    """The evaluations of one monitor, batch by batch, and its transitions."""

    monitor: Monitor
    batches: list[tuple[Verdicts, Statuses]] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)

    def add(self, verdicts: Verdicts, states: Statuses, transitions: list[Transition]) -> None:
        """Takes in a batch, which is later than those before it."""
        self.batches.append((verdicts, states))
        self.transitions += transitions

    def states_at(self, instants: Ints) -> tuple[tuple[Group, ...], Statuses]:
        """[group, instant]: the states that groups had, ABSENT before the first evaluation."""
        groups = self.batches[-1][0].groups if self.batches else ()
        found = np.full((len(groups), len(instants)), Status.ABSENT, dtype=np.int8)
        for verdicts, states in self._since(instants):
            places = np.searchsorted(verdicts.instants, instants, side="right") - 1
            chosen = np.flatnonzero(places >= 0)
            found[: len(states), chosen] = states[:, places[chosen]]
        return groups, found

    def _since(self, instants: Ints) -> list[tuple[Verdicts, Statuses]]:
        """The batches that say how it was at the instants, from the first of them on."""
        needed: list[tuple[Verdicts, Statuses]] = []
        for batch in reversed(self.batches):
            needed.append(batch)
            if not len(instants) or batch[0].instants[0] <= instants[0]:
                break
        return needed[::-1]

    def forget(self, before: int) -> None:
        """Gives up what was before a second, but for the last batch, and how what is in trouble came to that."""
        kept = [batch for batch in self.batches if batch[0].instants[-1] >= before]
        self.batches = kept or self.batches[-1:]
        if self.transitions and self.transitions[0].at < before:
            troubled = {id(each) for each in self.troubled}
            self.transitions = [each for each in self.transitions if each.at >= before or id(each) in troubled]

    @property
    def troubled(self) -> list[Transition]:
        """How each group that is in trouble came to that."""
        latest = {each.group: each for each in self.transitions}
        return [each for each in latest.values() if each.after.is_trouble]
