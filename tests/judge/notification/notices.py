"""Notices of a monitor, as small as they can be."""

from __future__ import annotations

from typing import Any

from dogwatch.judge import Limits, Monitor, Notice, Notification, Options, Status, Subject, Transition, notification_of

AT = 1_746_013_550  # Wed Apr 30 2025 11:45:50 UTC
QUERY = "avg(last_5m):avg:system.cpu.user{env:prod} by {host} > 60"


def monitor(
    message: str = "Look. @slack-ops", query: str = QUERY, keys: tuple[str, ...] = ("host",), **body: Any
) -> Monitor:
    """A monitor with this message; other fields of its body as they are named."""
    whole = {"type": "query alert", "name": "CPU is high", "query": query, "message": message, "options": {}, **body}
    options = whole["options"]
    limits = Limits.of(">", 60, options.get("thresholds") or {})
    return Monitor(7, whole, Options.of(options), Subject(300, keys, limits))


def notice(
    after: Status = Status.ALERT,
    before: Status = Status.OK,
    group: tuple[str, ...] = ("web-1",),
    keys: tuple[str, ...] = ("host",),
    again: int = 0,
    **more: Any,
) -> Notice:
    """A notice of a group that went from one state to another a minute after its trouble began."""
    said = {"value": 63.0021, "threshold": 60.0, "first_triggered_at": AT - 60, "last_triggered_at": AT, **more}
    return Notice(Transition(7, keys, group, AT, before, after, reason="", **said), again)


def told(message: str = "Look. @slack-ops", *, at: Notice | None = None, **body: Any) -> Notification:
    """What goes out for a notice of a monitor with this message."""
    return notification_of(monitor(message, **body), at or notice())
