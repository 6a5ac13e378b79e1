"""Addresses in a notification."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from .notification import Links

# The graph behind the link, around the notification, in seconds.
_BEFORE, _AFTER = 900, 300
_SOURCE = "link_source=monitor_notif"


def links(app: str, monitor: int, scope: Sequence[str], at: int, event: int | None) -> Links:
    """The addresses below `app`, where people see the monitor."""
    own = f"{app}/monitors/{monitor}"
    group = [f"group={quote(','.join(scope), safe='')}"] if scope else []
    told = [f"event_id={event}"] if event is not None else []
    around = [f"from_ts={(at - _BEFORE) * 1000}", f"to_ts={(at + _AFTER) * 1000}"]
    return Links(
        monitor=f"{own}?{'&'.join([*group, *around, *told, _SOURCE])}",
        edit=f"{own}/edit?{_SOURCE}",
        event=f"{app}/event/event?id={event}" if event is not None else "",
    )
