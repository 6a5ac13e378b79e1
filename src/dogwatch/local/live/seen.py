"""When a group of a monitor was last in which state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dogwatch.judge import Status, Transition


@dataclass
class Seen:
    """Seconds since 1970, 0 for never: when it last triggered, was resolved, lost its data, and was told of."""

    triggered: int = 0
    resolved: int = 0
    no_data: int = 0
    notified: int = 0

    def learn(self, transition: Transition) -> None:
        """Takes in a change of state."""
        match transition.after:
            case Status.ALERT | Status.WARN | Status.UNKNOWN:
                self.triggered = transition.at
            case Status.NO_DATA:
                self.no_data = transition.at
            case Status.OK if transition.before.is_trouble:
                self.resolved = transition.at


def named(tags: Mapping[str, str]) -> str:
    """The name of a group: its tags, joined by commas."""
    return ",".join(f"{key}:{value}" for key, value in tags.items())
