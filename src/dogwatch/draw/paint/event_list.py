"""Events one by one: when, what, and with which tags."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from dogwatch.draw.figures.event_list import EventList, Listed

from .html import Markup, element
from .when import moment_of

# The class of the colour of an event by its status.
CLASSES: Final = {"error": "error", "warning": "warning", "success": "ok"}


def paint(figure: EventList) -> Markup:
    if not figure.rows:
        return element("div", "No events", class_="nothing")
    more = element("p", f"and {figure.left_out} earlier ones") if figure.left_out else None
    table = element("table", element("tbody", *map(_row, figure.rows)))
    return element("div", table, more, class_="list states", tabindex=0)


def _row(event: Listed) -> Markup:
    tags = ", ".join(event.tags)
    said = element("span", tags, class_="tags", title=tags) if tags else None
    time = element("td", f"{datetime.fromtimestamp(event.at, UTC):%H:%M:%S}", class_="since", title=moment_of(event.at))
    title = element("span", event.title, class_=f"title {CLASSES.get(event.status, 'none')}")
    return element("tr", time, element("td", title, said, class_="wide"))
