"""What a flush sends: sums, values and members by metric and tags."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

# The name of a metric and its tags, without those that every metric has.
Series: TypeAlias = tuple[str, tuple[str, ...]]


class Points:
    """Everything between two flushes. Durations are whole nanoseconds, which are sent as seconds."""

    __slots__ = ("counts", "durations", "members", "values")

    def __init__(self) -> None:
        self.counts: defaultdict[Series, int] = defaultdict(int)
        self.durations: defaultdict[Series, list[int]] = defaultdict(list)
        self.values: defaultdict[Series, list[float]] = defaultdict(list)
        self.members: defaultdict[Series, set[str]] = defaultdict(set)

    def add(self, other: Points) -> None:
        """Puts another flush's points on top of these."""
        for series, number in other.counts.items():
            self.counts[series] += number
        for series, durations in other.durations.items():
            self.durations[series] += durations
        for series, values in other.values.items():
            self.values[series] += values
        for series, members in other.members.items():
            self.members[series] |= members
