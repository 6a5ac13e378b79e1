"""What somebody is told of a monitor, or would be."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dogwatch.declare import Transition as Occasion
from dogwatch.declare import told
from dogwatch.judge import Notice, Status, Transition

from .clock import clock_time
from .watched import Watched

_TRIGGERED = {
    (Status.ALERT, 0): Occasion.ALERT,
    (Status.WARN, 0): Occasion.WARNING,
    (Status.NO_DATA, 0): Occasion.NO_DATA,
    (Status.ALERT, 1): Occasion.RENOTIFY,
    (Status.WARN, 1): Occasion.WARNING_RENOTIFY,
    (Status.NO_DATA, 1): Occasion.NO_DATA_RENOTIFY,
}
_RECOVERED = {
    Status.ALERT: Occasion.RECOVERY,
    Status.WARN: Occasion.WARNING_RECOVERY,
    Status.NO_DATA: Occasion.NO_DATA_RECOVERY,
}


@attrs.frozen
class Notification:
    """A transition of a group of a monitor, and who is told of it: nobody where it is only a part, or muted.

    `at` is in seconds since 1970, `status` the word that Datadog has for the state; `value` is what was measured, and
    `reason` says why that led here. `again` counts reminders, 0 for what is told first.
    """

    key: str
    at: int
    status: str
    before: str
    group: Mapping[str, str]
    value: float | None
    reason: str
    tells: tuple[str, ...]
    message: str
    again: int = 0

    @property
    def is_recovery(self) -> bool:
        """Whether all is well again."""
        return self.status == Status.OK.word

    def __str__(self) -> str:
        group = f" of {', '.join(f'{key}:{value}' for key, value in self.group.items())}" if self.group else ""
        again = f" (again, {self.again})" if self.again else ""
        return (
            f"{clock_time(self.at)} {self.key}{group} {self.status}{again}: {', '.join(self.tells) or 'tells nobody'}"
        )


def notification(monitor: Watched, notice: Notice) -> Notification:
    """What a notice of the monitor says."""
    tells = told(str(monitor.body["message"]), _kind(notice))
    return of_transition(monitor, notice.transition, tuple(tells), notice.renotification)


def of_transition(monitor: Watched, transition: Transition, tells: tuple[str, ...], again: int = 0) -> Notification:
    """What a transition comes to for those who are told."""
    return Notification(
        key=monitor.name,
        at=transition.at,
        status=transition.after.word,
        before=transition.before.word,
        group=transition.tags,
        value=transition.value,
        reason=transition.reason,
        tells=tells,
        message=str(monitor.body["message"]),
        again=again,
    )


def _kind(notice: Notice) -> Occasion:
    before, after = notice.transition.before, notice.transition.after
    if after is Status.OK:
        return _RECOVERED.get(before, Occasion.RECOVERY)
    if after is Status.WARN and before is Status.ALERT and not notice.renotification:
        return Occasion.ALERT_TO_WARNING
    return _TRIGGERED[after, min(notice.renotification, 1)]
