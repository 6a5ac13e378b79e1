"""The states of monitors, as whoever judges them says them to figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

# What a monitor that is not evaluated has in the place of a state.
NOT_JUDGED: Final = "Not judged"
# The most severe first (docs: monitors/types/composite); then those of which nothing is known, then the well.
SEVERITY: Final = ("Alert", "Warn", "No Data", "Unknown", NOT_JUDGED, "Skipped", "Ignored", "OK")
TROUBLE: Final = frozenset({"Alert", "Warn", "No Data", "Unknown"})


@dataclass(frozen=True)
class GroupState:
    """A group by its tags, `*` for that of a simple alert; `since` is a second, None where it is not known."""

    name: str
    state: str
    since: int | None = None
    is_muted: bool = False


@dataclass(frozen=True)
class MonitorState:
    """`id` is None of what is no monitor. `state` is as Datadog's API writes it; `since` is the second at which it came
    to that, None where unknown.
    """

    id: int | None
    name: str
    state: str
    since: int | None = None
    priority: int | None = None
    is_muted: bool = False
    groups: tuple[GroupState, ...] = ()


def severity(state: str) -> int:
    """The place of a state among all, the most severe at 0."""
    return SEVERITY.index(state) if state in SEVERITY else len(SEVERITY)


@dataclass(frozen=True)
class Stretch:
    """From a second to before another a monitor was in a state."""

    begin: int
    end: int
    state: str


@dataclass(frozen=True)
class Judged:
    """A monitor's body as stored, and what its evaluations came to in a window, as far as they are kept.

    `value` is the last one that was measured of its most severe group, None where nothing was; `troubles` are when any
    of its groups alerted or warned.
    """

    body: Mapping[str, Any]
    state: str
    value: float | None
    troubles: tuple[Stretch, ...]
