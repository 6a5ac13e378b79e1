"""The list of monitors, by a search in Datadog's own words."""

from __future__ import annotations

from collections import Counter
from typing import Final
from urllib.parse import urlencode

from dogwatch.draw import MonitorState, ago, element, severity, stated
from dogwatch.local.api.world import World
from dogwatch.names import TELLS_NOBODY

from .monitors import finder
from .sent import Query, Sent, one, shown

PLACE: Final = "/monitors/manage"
_MOST: Final = 500
# Parts of composites: there are many of them, and they alert without anything being wrong.
_PARTS: Final = f'tag:"{TELLS_NOBODY}"'


def index(world: World, query: Query) -> Sent:
    """The monitors that a search `q` finds, the most severe first."""
    text, now = one(query, "q"), int(world.now().timestamp())
    search_for = finder(world)
    try:
        found, wrong = search_for(text or f"-{_PARTS}"), ""
    except ValueError as error:
        found, wrong = [], str(error)
    parts = 0 if text else len(search_for(_PARTS))
    found = sorted(found, key=lambda each: (severity(each.state), each.name.casefold()))
    counts = Counter(each.state for each in found)
    said = [
        element("a", stated(state), f" {counts[state]}", href=_of_state(state, "" if text else f" -{_PARTS}"))
        for state in sorted(counts, key=severity)
    ]
    field = element(
        "input",
        name="q",
        value=text,
        type="search",
        placeholder="status:alert tag:(team:payments)",
        aria_label="Search",
    )
    others = (
        element("a", f"{parts} parts of composites, which tell nobody", href=f"?{urlencode({'q': _PARTS})}")
        if parts
        else None
    )
    search = element("form", field, element("button", "Search"), method="get", role="search", class_="controls")
    rows = [_row(each, now) for each in found[:_MOST]]
    more = element("p", f"and {len(found) - _MOST} more; search for fewer") if len(found) > _MOST else None
    table = (
        element("table", element("tbody", *rows), class_="states")
        if rows
        else element("p", wrong or "No monitor matches.")
    )
    main = element(
        "main",
        element("div", *said, others, class_="chips"),
        element("div", table, more, class_="board"),
        data_live="monitors",
    )
    return shown(
        "Monitors", element("div", element("header", element("h1", "Monitors"), search, class_="page"), main), PLACE
    )


def _of_state(state: str, but: str) -> str:
    search = f'status:"{state.lower()}"{but}'
    return f"?{urlencode({'q': search})}"


def _row(monitor: MonitorState, now: int) -> str:
    since = "" if monitor.since is None else ago(now - monitor.since)
    muted = element("span", "muted", class_="muted") if monitor.is_muted else None
    priority = f"P{monitor.priority}" if monitor.priority else ""
    return element(
        "tr",
        element("td", stated(monitor.state)),
        element("td", priority, class_="faint"),
        element("td", element("a", monitor.name, href=f"/monitors/{monitor.id}"), muted, class_="wide"),
        element("td", since, class_="since"),
    )
