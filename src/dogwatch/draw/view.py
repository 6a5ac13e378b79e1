"""How a dashboard is looked at: over which time, and with which values of its template variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .spans import window
from .variables import Choice


@dataclass(frozen=True)
class View:
    """Times are seconds since 1970, `end` no longer in the window; `now` is the time at which somebody looks."""

    begin: int
    end: int
    now: int
    choices: Mapping[str, Choice]

    def over(self, time: Any) -> View:
        """The same with a widget's own `time`, which may be none."""
        found = window(time, self.now)
        return self if found is None else replace(self, begin=found[0], end=found[1])
