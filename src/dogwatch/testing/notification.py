"""What somebody is told of a monitor, or would be."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dogwatch.judge import Known, Monitor, Notice, Status, notification_of

from .clock import clock_time
from .watched import Watched


@attrs.frozen
class Notification:
    """A transition of a group of a monitor, and who is told of it: nobody where it is only a part, or muted.

    `at` is in seconds since 1970, `status` the word that Datadog has for the state; `value` is what was measured, and
    `reason` says why that led here. `title` and `message` are as they would be read, `again` counts reminders, 0 for
    what is told first. `samples` are the messages of logs that stand beside it, of a monitor with
    `enable_logs_sample`.
    """

    key: str
    at: int
    status: str
    before: str
    group: Mapping[str, str]
    value: float | None
    reason: str
    tells: tuple[str, ...]
    title: str
    message: str
    again: int = 0
    samples: tuple[str, ...] = ()

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


def notification(
    monitor: Watched, notice: Notice, judged: Monitor, known: Known, *, is_told: bool = True
) -> Notification:
    """What a notice of the monitor says, and to whom; `known` is what its message may show beside what was measured."""
    transition = notice.transition
    found = notification_of(judged, notice, known=known)
    return Notification(
        key=monitor.name,
        at=notice.at,
        status=transition.after.word,
        before=transition.before.word,
        group=transition.tags,
        value=transition.value,
        reason=transition.reason,
        tells=found.handles if is_told else (),
        title=found.name,
        message=found.message,
        again=notice.renotification,
        samples=found.samples,
    )
