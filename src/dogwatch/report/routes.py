"""Who is told what, as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from dogwatch.declare import WHEN, Again, Route
from dogwatch.values import Duration

_HEAD = ("feature", "prio", "monitors", "tells", *WHEN)
_LONGEST = 20
_TOLD, _NOT_TOLD, _NEVER = "x", "", "-"


def route_lines(routes: Iterable[Route]) -> Iterator[str]:
    """A line per handle of each route: `x` where it is told, `-` where the monitors tell nobody of such a thing."""
    rows = [_HEAD, *_rows(routes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def routes_data(routes: Iterable[Route], env: str) -> dict[str, Any]:
    """`{"environment", "routes"}`; a route has feature, team, tier, priorities, monitors, tells, renotify."""
    return {"environment": env, "routes": [_data(route) for route in routes]}


def _rows(routes: Iterable[Route]) -> Iterator[tuple[str, ...]]:
    """The rows; what stands in the one above already is left out."""
    for feature, group in groupby(routes, key=lambda route: route.feature):
        shown = feature or "(no feature)"
        for route in group:
            head = (shown, _span(route.priorities), _named(route.monitors))
            for handle in route.handles or ("nobody",):
                yield (*head, handle, *(_cell(route, name, handle) for name in WHEN))
                head = ("", "", "")
            shown = ""


def _cell(route: Route, name: str, handle: str) -> str:
    if name not in route.heard:
        return _NEVER
    if handle not in route.heard[name]:
        return _NOT_TOLD
    return _often(route.again) if name == "renotify" and route.again else _TOLD


def _often(again: Again) -> str:
    every = str(Duration(again.minutes * 60.0))
    return every if again.times is None else f"{every} ×{again.times}"


def _span(priorities: Sequence[int]) -> str:
    return "–".join(dict.fromkeys(f"P{each}" for each in (*priorities[:1], *priorities[-1:])))


def _named(monitors: Sequence[str]) -> str:
    """The first by name, and how many more; a table of everybody has no room for longer ones."""
    first = monitors[0] if len(monitors[0]) <= _LONGEST else f"{monitors[0][: _LONGEST - 1]}…"
    return first if len(monitors) == 1 else f"{first} +{len(monitors) - 1}"


def _data(route: Route) -> dict[str, Any]:
    again = route.again
    return {
        "feature": route.feature,
        "team": route.team,
        "tier": route.tier,
        "priorities": list(route.priorities),
        "monitors": list(route.monitors),
        "tells": {name: list(handles) for name, handles in route.heard.items()},
        "renotify": None if again is None else {"minutes": again.minutes, "times": again.times},
    }
