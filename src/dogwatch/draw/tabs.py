"""Tabs of a dashboard, each of which shows some of its widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .asked import bodies
from .data import Body
from .places import COLUMNS

# Widgets by their place in the list, the first of them @1 (openapi-v1, DashboardTab).
_NTH: Final = re.compile(r"@(\d{1,9})")


@dataclass(frozen=True)
class Tab:
    """`key` is what addresses call it: its id, or its name before Datadog has given it one."""

    key: str
    name: str
    widgets: tuple[Body, ...]

    def holder(self, dashboard: Body) -> Body:
        """The dashboard as if it held the widgets of this tab alone."""
        return {**dashboard, "widgets": self.widgets}


def tabs_of(dashboard: Body) -> tuple[Tab, ...]:
    """The tabs in their order; widgets that none of them names stand in the first one (decided)."""
    widgets = bodies(dashboard.get("widgets"))
    named = [(tab, list(_places(tab.get("widget_ids"), widgets))) for tab in bodies(dashboard.get("tabs"))]
    if not named:
        return ()
    taken = {place for _, places in named for place in places}
    named[0][1].extend(place for place in range(len(widgets)) if place not in taken)
    return tuple([_tab(tab, [widgets[place] for place in places]) for tab, places in named])


def chosen_of(tabs: Sequence[Tab], key: str) -> Tab | None:
    """The tab with a key, else the first; None where there are no tabs."""
    return next((tab for tab in tabs if tab.key == key), next(iter(tabs), None))


def as_groups(dashboard: Body, tabs: Sequence[Tab]) -> Body:
    """The dashboard with its tabs as groups, one below the other, for where nobody can choose."""
    if not tabs:
        return dashboard
    groups = [
        {
            "definition": {
                "type": "group",
                "title": tab.name,
                "layout_type": dashboard.get("layout_type"),
                "widgets": list(tab.widgets),
            },
            "layout": {"x": 0, "y": place, "width": COLUMNS, "height": 1},
        }
        for place, tab in enumerate(tabs)
    ]
    return {**dashboard, "layout_type": "ordered", "widgets": groups}


def _tab(body: Body, widgets: Sequence[Body]) -> Tab:
    name = str(body.get("name") or "Untitled")
    return Tab(str(body.get("id") or name), name, tuple(widgets))


def _places(ids: Any, widgets: Sequence[Body]) -> Iterator[int]:
    by_id: Mapping[str, int] = {str(each["id"]): place for place, each in enumerate(widgets) if "id" in each}
    for id in ids if isinstance(ids, list | tuple) else ():
        nth = _NTH.fullmatch(str(id))
        place = int(nth[1]) - 1 if nth else by_id.get(str(id), -1)
        if 0 <= place < len(widgets):
            yield place
