"""How many requests may be in flight at once: a value that follows what is heard (additive increase, halving)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

# Eight harm nobody. What is not known yet is found out by threefold steps, each a round of replies.
_FIRST = 8
_FIRST_STEP = 2.0
# Below the height at which there was trouble there was none, so the way back there is short.
_STEP_BELOW = 0.5
# Datadog takes a few tenths of a second for a write. A reply that took longer than this is no sign that more would do.
_QUICK = 2.0
# Where there was trouble once there will be again, so that height is not tried anew for as many seconds.
_MEMORY = 30.0

# `rate`: too many requests in a time (429). `load`: too many at once, or not well (512, 5xx, no reply).
Trouble = Literal["rate", "load"]


@dataclass(frozen=True)
class Heard:
    """What a request met: when it was sent, how many were in flight then, how long it took, what was wrong."""

    sent: float
    in_flight: int
    seconds: float
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Pace:
    """At most `limit` requests in flight, between 1 and `most`. Times are seconds of one clock.

    `cut` is when it was last halved: requests sent before do not halve it again. `ceiling` is the least number in
    flight at which something went wrong.
    """

    most: int
    limit: float
    cut: float | None = None
    ceiling: float | None = None

    @classmethod
    def first(cls, most: int) -> Self:
        return cls(most, float(min(_FIRST, most)))

    def after(self, heard: Heard, now: float) -> Pace:
        """The pace once that was heard."""
        if heard.trouble is None:
            return self._risen(heard, now)
        slower = self._lowered(heard.in_flight) if heard.trouble == "load" else self
        if self.cut is not None and heard.sent <= self.cut:
            return slower
        return replace(slower, limit=max(1.0, self.limit / 2), cut=now)

    def _lowered(self, in_flight: int) -> Pace:
        return replace(self, ceiling=min(in_flight, self.ceiling or in_flight))

    def _risen(self, heard: Heard, now: float) -> Pace:
        is_used = 2 * heard.in_flight >= self.limit  # a pace that nobody goes at proves nothing
        if heard.seconds > _QUICK or not is_used or self.limit >= self.most:
            return self
        if self.cut is None:
            return self._at(self.limit + _FIRST_STEP)
        if self.ceiling is not None and now - self.cut < _MEMORY:
            return self._at(min(self.limit + _STEP_BELOW, max(self.limit, self.ceiling - 1)))
        return replace(self._at(self.limit + 1 / self.limit), ceiling=None)

    def _at(self, limit: float) -> Pace:
        return replace(self, limit=min(limit, float(self.most)))
