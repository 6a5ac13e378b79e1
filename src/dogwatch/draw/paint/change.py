"""Groups now against earlier."""

from __future__ import annotations

from dogwatch.draw.figures.change import Change, Row
from dogwatch.draw.units import digits, written

from .chart import nothing, remarks
from .html import Markup, element, joined


def paint(figure: Change) -> Markup:
    said = remarks(figure.remarks)
    if not figure.rows:
        return nothing(figure.remarks)
    head = element(
        "tr",
        element("th"),
        element("th", "now", class_="number") if figure.shows_present else None,
        element("th", figure.against, class_="number"),
        element("th", "change", class_="number"),
    )
    rows = [_row(row, figure) for row in figure.rows]
    table = element("table", element("thead", head), element("tbody", *rows))
    return joined(element("div", table, class_="list table", tabindex=0), said)


def _row(row: Row, figure: Change) -> Markup:
    before = "–" if row.before is None else written(row.before, figure.unit)
    return element(
        "tr",
        element("th", row.name, scope="row"),
        element("td", written(row.now, figure.unit), class_="number") if figure.shows_present else None,
        element("td", before, class_="number"),
        element("td", difference(row, figure), class_=f"number {judged(row, figure)}"),
    )


def difference(row: Row, figure: Change) -> str:
    """How far a row has moved, with an arrow; a share where that is what is asked for."""
    value = row.share if figure.is_relative else row.difference
    if value is None:
        return "new" if row.before is None else "–"
    arrow = "▲" if value > 0 else "▼" if value < 0 else "="
    size = f"{digits(abs(value))} %" if figure.is_relative else written(abs(value), figure.unit)
    return f"{arrow} {size}"


def judged(row: Row, figure: Change) -> str:
    """The class of a row by whether it moved the good way."""
    if not row.difference:
        return "same"
    return "good" if (row.difference > 0) is figure.increase_is_good else "bad"
