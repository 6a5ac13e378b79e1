"""Addresses in a notification."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from dogwatch.query import EventAlert, parse_monitor

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


def logs_link(app: str, query: str, group: Mapping[str, str], begin: int, end: int) -> str:
    """The Log Explorer below `app` with what the query of a log monitor finds in a group, from one second to another.

    docs: monitors/notify/variables, explorer link.
    """
    tree = parse_monitor(query, "log alert")
    search = str(tree.search) if isinstance(tree, EventAlert) else ""
    terms = " ".join([f"({search})" if " OR " in search and group else search, *map(_term, group.items())])
    return f"{app}/logs?query={quote(terms, safe='')}&from_ts={begin * 1000}&to_ts={end * 1000}&live=false"


def _term(facet: tuple[str, str]) -> str:
    key, value = facet
    return f"{key}:{value}" if re.fullmatch(r"[\w./-]+", value) else f"{key}:{json.dumps(value)}"
