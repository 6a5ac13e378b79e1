"""What is expected of a monitor in a run, and whether it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from dogwatch.judge import History, Status, Transition

from .clock import clock_time, lasting
from .notification import Notification
from .watched import Watched

_WORDS: Final = {
    Status.ALERT: "alert",
    Status.WARN: "warn",
    Status.NO_DATA: "come to No Data",
    Status.UNKNOWN: "come to Unknown",
    Status.OK: "recover",
}


@attrs.frozen
class Expectation:
    """A state that a group of a monitor shall come to by a time, and somebody who shall hear of it."""

    monitor: Watched
    status: Status
    begin: int
    end: int
    since: int
    within: int | None
    tells: str | None
    group: Mapping[str, str] | str | None

    @property
    def said(self) -> str:
        """What was expected, with what became of it left open: `checkout/latency-p95 did not alert within 6m`."""
        within = "" if self.within is None else f" within {lasting(self.within)} of {clock_time(self.since)}"
        group = "" if self.group is None else f" for {_group_text(self.group)}"
        return f"{self.monitor.name} did not {_WORDS[self.status]}{group}{within}"

    def said_of(self, found: Notification | None) -> str:
        """The same where nothing came, or too late; of what came in time, that somebody did not hear of it."""
        if found is None or self.late(found.at):
            return self.said
        return f"{self.monitor.name} did not tell {self.tells} that it came to {found.status} at {clock_time(found.at)}"

    def came(self, history: History) -> Iterator[Transition]:
        """The changes into that state, in order; what came before `since` came of something else."""
        begin = max(self.begin, self.since)
        for each in history.transitions:
            if begin < each.at <= self.end and each.after is self.status and self.is_meant(each.tags):
                yield each

    def late(self, at: int) -> str | None:
        """What is said of one that came too late."""
        took = at - self.since
        if self.within is None or took <= self.within:
            return None
        after = f"{lasting(took)} after {clock_time(self.since)}"
        return f"it came at {clock_time(at)}, {after}: within={lasting(took)!r} would hold"

    def untold(self, notification: Notification) -> str | None:
        """What is said when somebody was not told."""
        if self.tells is None or self.tells in notification.tells:
            return None
        return f"it told {', '.join(notification.tells) or 'nobody'}, and not {self.tells}"

    def is_meant(self, tags: Mapping[str, str]) -> bool:
        if self.group is None:
            return True
        if isinstance(self.group, str):
            return self.group in tags.values()
        return self.group.items() <= tags.items()


def _group_text(group: Mapping[str, str] | str) -> str:
    return group if isinstance(group, str) else ", ".join(f"{key}:{value}" for key, value in group.items())
