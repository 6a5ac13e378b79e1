"""Bars one below the other, with their numbers."""

from __future__ import annotations

from dogwatch.draw.figures.toplist import Row, Toplist
from dogwatch.draw.units import written

from . import pie
from .chart import nothing, remarks
from .html import Markup, element, joined
from .looks import palette, swatched


def paint(figure: Toplist) -> Markup:
    said = remarks(figure.remarks)
    if not figure.rows:
        return nothing(figure.remarks)
    if figure.is_pie:
        return joined(pie.paint(figure), said)
    most = max([abs(row.value) for row in figure.rows]) or 1.0
    rows = [_row(row, most) for row in figure.rows]
    return joined(element("div", element("table", element("tbody", *rows)), class_="list", tabindex=0), said)


def _row(row: Row, most: float) -> Markup:
    text = "" if row.look.hides_value else written(row.value, row.unit)
    number = element("td", swatched(row.look.paper, "swatch"), text, class_=f"number {palette(row.look)}")
    return element("tr", number, element("td", bar(abs(row.value) / most, row.colour, row.name), class_="wide"))


def bar(share: float, colour: str, text: str = "") -> Markup:
    """A bar behind a text; `share` is its length from 0 to 1."""
    length = element("rect", width=f"{share * 100:.1f}", height="1", class_=f"bar {colour}")
    svg = element("svg", length, viewBox="0 0 100 1", preserveAspectRatio="none", aria_hidden="true")
    return element("div", svg, element("span", text, title=text or None), class_="length")
