"""What somebody is told of a monitor, or would be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from dogwatch.judge import Judging, Notice, Status, Transition
from dogwatch.message import Context, render
from dogwatch.message import Transition as Occasion
from dogwatch.query import parse_monitor, scope_tags

from .clock import clock_time
from .watched import Watched

_AGAIN: Final = {
    Status.ALERT: Occasion.RENOTIFY,
    Status.WARN: Occasion.WARNING_RENOTIFY,
    Status.NO_DATA: Occasion.NO_DATA_RENOTIFY,
}
# From the state before to the one after; what is not listed goes by the state after alone.
_CHANGES: Final = {
    (Status.ALERT, Status.WARN): Occasion.ALERT_TO_WARNING,
    (Status.WARN, Status.ALERT): Occasion.WARNING_TO_ALERT,
    (Status.NO_DATA, Status.ALERT): Occasion.NO_DATA_TO_ALERT,
    (Status.WARN, Status.OK): Occasion.WARNING_RECOVERY,
    (Status.NO_DATA, Status.OK): Occasion.NO_DATA_RECOVERY,
}
_STATES: Final = {
    Status.ALERT: Occasion.ALERT,
    Status.WARN: Occasion.WARNING,
    Status.NO_DATA: Occasion.NO_DATA,
    Status.OK: Occasion.RECOVERY,
}


@attrs.frozen
class Notification:
    """A transition of a group of a monitor, and who is told of it: nobody where it is only a part, or muted.

    `at` is in seconds since 1970, `status` the word that Datadog has for the state; `value` is what was measured, and
    `reason` says why that led here. `title` and `message` are as they would be read, `again` counts reminders, 0 for
    what is told first.
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


def notification(monitor: Watched, notice: Notice, judging: Judging, *, is_told: bool = True) -> Notification:
    """What a notice of the monitor says, and to whom."""
    transition = notice.transition
    context = _context(monitor, notice, judging)
    rendered = render(str(monitor.body["message"]), context)
    return Notification(
        key=monitor.name,
        at=notice.at,
        status=transition.after.word,
        before=transition.before.word,
        group=transition.tags,
        value=transition.value,
        reason=transition.reason,
        tells=rendered.handles if is_told else (),
        title=render(str(monitor.body["name"]), context).text,
        message=rendered.text,
        again=notice.renotification,
    )


def occasion(notice: Notice) -> Occasion:
    """What a notice is told for."""
    before, after = notice.transition.before, notice.transition.after
    return _AGAIN[after] if notice.renotification else _CHANGES.get((before, after), _STATES[after])


def _context(monitor: Watched, notice: Notice, judging: Judging) -> Context:
    transition, judged = notice.transition, judging.monitors[monitor.id]
    limits = judged.subject.limits
    tags: dict[str, list[str]] = {}
    if monitor.body["type"] in ("query alert", "metric alert"):
        for tag in scope_tags(parse_monitor(monitor.body["query"], monitor.body["type"])):
            tags[tag.key] = [str(tag.value)]
    tags |= {key: [value] for key, value in transition.tags.items()}
    return Context(
        transition=occasion(notice),
        priority=monitor.body.get("priority"),
        value=transition.value,
        threshold=transition.threshold,
        warn_threshold=limits.warning if limits else None,
        alert_recovery_threshold=limits.critical_recovery if limits else None,
        warn_recovery_threshold=limits.warning_recovery if limits else None,
        comparator=limits.comparator if limits else "",
        first_triggered_at=transition.first_triggered_at,
        last_triggered_at=transition.last_triggered_at,
        now=notice.at,
        tags=tags,
        more=_of_parts(transition, judging),
    )


def _of_parts(transition: Transition, judging: Judging) -> dict[str, dict[str, float]]:
    """What the monitors measure that a composite is made of, as its `{{a.value}}`."""
    found = {}
    for place, id in enumerate(judging.monitors[transition.monitor].subject.needs):
        value = _value(judging, id, transition)
        if value is not None:
            found[chr(ord("a") + place)] = {"value": value}
    return found


def _value(judging: Judging, id: int, transition: Transition) -> float | None:
    """What a monitor measured at the time of a transition, of the group that is meant."""
    for verdicts, _ in reversed(judging.history(id).batches):
        columns = [column for column, at in enumerate(verdicts.instants.tolist()) if at <= transition.at]
        if columns:
            for place, group in enumerate(verdicts.groups):
                if set(group) <= set(transition.group):
                    value = float(verdicts.values[place, columns[-1]])
                    return None if value != value else value
    return None
