"""Promises one below the other: the state of each, how well it is kept, and what is left of its budget."""

from __future__ import annotations

from dogwatch.draw.figures.slo import SloStatus, Window
from dogwatch.draw.figures.slo_list import SloList

from .html import Markup, element
from .slo import STATES, budget_bar, kept_of


def paint(figure: SloList) -> Markup:
    if not figure.rows:
        return element("div", "No SLO matches", class_="nothing")
    rows = [row for each in figure.rows for row in _rows(each)]
    more = element("p", f"and {figure.left_out} more") if figure.left_out else None
    table = element("table", element("tbody", *rows))
    return element("div", table, more, class_="list states", tabindex=0)


def _rows(status: SloStatus) -> list[Markup]:
    """A row of each window; the name stands above the first."""
    said, class_ = STATES[status.state]
    state = element("span", said, class_=f"state {class_}")
    lines: list[tuple[Window | None, str]] = [(window, kept_of(window)) for window in status.windows]
    return [
        element(
            "tr",
            element("td", state if not place else None),
            element("td", status.name if not place else None, element("span", text, class_="standing"), class_="wide"),
            element("td", _budget(window), class_="remaining"),
        )
        for place, (window, text) in enumerate(lines or [(None, " ".join(status.remarks) or "no time window")])
    ]


def _budget(window: Window | None) -> Markup | None:
    return None if window is None or window.left is None else budget_bar(window.left)
