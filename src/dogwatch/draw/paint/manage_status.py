"""Monitors and their states: how many there are of each, and a list."""

from __future__ import annotations

from typing import Final

from dogwatch.draw.figures.manage_status import StatesOfMonitors
from dogwatch.draw.states import GroupState, MonitorState

from .html import Markup, element, joined
from .when import ago, moment_of

_CLASSES: Final = {"Alert": "error", "Critical": "error", "Warn": "warning", "Warning": "warning", "OK": "ok"}


def paint(figure: StatesOfMonitors, *, leads: bool = False) -> Markup:
    """The counts and the list; `leads` says that names lead to the pages of the monitors."""
    if not figure.counts and not figure.rows:
        return element("div", "No monitor matches", class_="nothing")
    ground = "ground" if figure.colours_background else "plain"
    counts = [
        element("p", element("b", f"{number}"), f" {state}", class_=state_class(state))
        for state, number in figure.counts
    ]
    rows = [row for monitor in figure.rows for row in _rows(monitor, figure, leads=leads)]
    more = element("p", f"and {figure.left_out} more") if figure.left_out else None
    return joined(
        element("div", *counts, class_=f"counts {ground}") if counts else None,
        element("div", element("table", element("tbody", *rows)), more, class_="list states", tabindex=0)
        if rows
        else None,
    )


def state_class(state: str) -> str:
    """The class of a state's colour."""
    return _CLASSES.get(state, "none")


def stated(state: str) -> Markup:
    """A state as a word on its colour."""
    return element("span", state, class_=f"state {state_class(state)}")


def _rows(monitor: MonitorState, figure: StatesOfMonitors, *, leads: bool) -> list[Markup]:
    priority = f"P{monitor.priority} " if figure.shows_priority and monitor.priority else ""
    link = element("a", monitor.name, href=f"/monitors/{monitor.id}") if leads and monitor.id else monitor.name
    name = element("td", priority, link, muted(monitor.is_muted), class_="wide")
    own = _row(monitor.state, name, monitor.since, figure)
    return [own, *[_group(each, figure) for each in monitor.groups]]


def _group(group: GroupState, figure: StatesOfMonitors) -> Markup:
    tags = element("td", group.name.replace(",", ", "), muted(group.is_muted), class_="wide group-of")
    return _row(group.state, tags, group.since, figure)


def _row(state: str, name: Markup, since: int | None, figure: StatesOfMonitors) -> Markup:
    when = since_when(since, figure.now) if figure.shows_since else None
    return element("tr", element("td", stated(state)), name, when)


def since_when(since: int | None, now: int) -> Markup:
    """For how long, and on being pointed at since when."""
    if since is None:
        return element("td", "")
    return element("td", ago(now - since), class_="since", title=f"since {moment_of(since)}")


def muted(is_muted: bool) -> Markup | None:
    return element("span", "muted", class_="muted") if is_muted else None
