"""A dashboard as a page of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .data import Body, Data
from .figures.drawn import Figure, drawn
from .packs import unpacked
from .places import Place, places
from .spans import USUAL, seconds, window
from .tabs import Tab, as_groups, chosen_of, tabs_of
from .variables import Choice, choices
from .view import View


@dataclass(frozen=True)
class Placed:
    """A figure in its place on the grid; `name` is the same whenever the dashboard is drawn, `2` or `2-0` in a group.

    What a group holds stands on a grid of the group's own.
    """

    name: str
    place: Place
    figure: Figure
    inside: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class Page:
    """Times are seconds since 1970; `span` is what the page was asked for, such as 4h.

    `widgets` are those of the tab with the key `tab` alone, all of them where it is empty.
    """

    title: str
    description: str
    begin: int
    end: int
    span: str
    choices: tuple[Choice, ...]
    widgets: tuple[Placed, ...]
    origin: str
    tabs: tuple[Tab, ...] = ()
    tab: str = ""


def page(
    dashboard: Body,
    data: Data,
    now: int,
    span: str | None = None,
    variables: Mapping[str, Sequence[str]] | None = None,
    between: tuple[int, int] | None = None,
    tab: str | None = None,
) -> Page:
    """The page of a dashboard's body, as it looks at the second `now`.

    `span` is a length such as 4h; without one it is the dashboard's own, else an hour; `between` are two seconds since
    1970 instead. `variables` are values of template variables by their names; the others have their defaults. `tab` is
    the key of the tab that is shown, the first where there is none of that key; without one all tabs stand one below
    the other. Raises ValueError for a span that is none.
    """
    chosen = choices(dashboard, variables or {})
    begin, end, said = (*between, "") if between else shown(dashboard, now, span)
    view = View(begin, end, now, chosen)
    offered = tuple([_with_offers(choice, data) for choice in chosen.values()])
    tabs = tabs_of(dashboard)
    shown_tab = None if tab is None else chosen_of(tabs, tab)
    return Page(
        str(dashboard.get("title") or ""),
        str(dashboard.get("description") or ""),
        begin,
        end,
        said,
        offered,
        _placed(as_groups(dashboard, tabs) if shown_tab is None else shown_tab.holder(dashboard), data, view, ""),
        data.origin,
        tabs,
        "" if shown_tab is None else shown_tab.key,
    )


def shown(dashboard: Body, now: int, span: str | None) -> tuple[int, int, str]:
    """The window that a page shows, and the span that says so; empty for one of the dashboard's own."""
    if span is None:
        found = window(dashboard.get("default_timeframe"), now)
        if found is not None:
            return *found, ""
    length = seconds(span or USUAL)
    if length is None:
        raise ValueError(f"{span!r} is no span of time; write one such as 15m, 4h, 1d or 1w")
    return now - length, now, span or USUAL


def _with_offers(choice: Choice, data: Data) -> Choice:
    """The variable with the values that there are to choose from."""
    if choice.offered or choice.groups or choice.key is None:
        return choice
    return Choice(choice.name, choice.key, choice.values, tuple(data.store.tag_values(choice.key)), choice.groups)


def _placed(holder: Body, data: Data, view: View, prefix: str) -> tuple[Placed, ...]:
    widgets = _widgets(holder.get("widgets"))
    at = places(widgets, str(holder.get("layout_type") or "ordered"))
    return tuple([_one(f"{prefix}{number}", place, widgets[number], data, view) for number, place in at])


def _one(name: str, place: Place, widget: Body, data: Data, view: View) -> Placed:
    definition: Any = widget.get("definition")
    body: Body = definition if isinstance(definition, Mapping) else {}
    if body.get("type") == "powerpack":
        body, view = unpacked(body, data.powerpack, view)
    inside = _placed(body, data, view, f"{name}-") if body.get("type") == "group" else ()
    return Placed(name, place, drawn(body, data, view), inside)


def _widgets(listed: Any) -> list[Body]:
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, Iterable) else []
