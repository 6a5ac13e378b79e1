"""What a drill breaks in the sample shop, and what is to be found out about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .past import Shift


@dataclass(frozen=True)
class Evidence:
    """What the embedded Datadog has to say of the cause: a query whose values since the break come up to `at_least`,
    or stay below `below`; where it has no values, they are 0.
    """

    query: str
    at_least: float | None = None
    below: float | None = None

    def holds(self, greatest: float) -> bool:
        """Whether it says so, where that is the greatest of the values."""
        return (self.at_least is None or greatest >= self.at_least) and (self.below is None or greatest < self.below)


@dataclass(frozen=True)
class Drill:
    """`breaks` are switches of the sample shop; a `{pace}` in them is half of how many times faster the clock goes.

    What is asked about is the first of the feature's `monitors` that alerts. `release` is a version that breaks: a
    second process of the shop, beside the one of the first version. What began `ago` minutes before the trainee came is
    in the past as `shifts`, and over by then where nothing `breaks`. `budget` names the SLO whose budget is asked for.
    """

    name: str
    about: str
    feature: str
    monitors: Sequence[str]
    cause: str
    other_causes: Sequence[str]
    evidence: Evidence
    look: str
    way: str
    breaks: Sequence[str] = ()
    release: str = ""
    ago: int = 0
    shifts: Sequence[Shift] = ()
    budget: str = ""
