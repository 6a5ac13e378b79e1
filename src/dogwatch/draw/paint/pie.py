"""Shares of a whole as a ring, with their names and numbers beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dogwatch.draw.figures.toplist import Row, Toplist
from dogwatch.draw.units import brief, counted, digits, written

from .html import Markup, element

_OUTER, _INNER = 48.0, 27.0


def paint(figure: Toplist) -> Markup:
    total = sum(row.value for row in figure.rows)
    rows = [_row(row, _share(row, total)) for row in figure.rows]
    unit = figure.rows[0].unit
    middle = [
        element("text", brief(total, unit), x=50, y=50, dy="0.35em", text_anchor="middle"),
        element("text", counted(unit), x=50, y=60, dy="0.35em", text_anchor="middle", class_="counted"),
    ]
    label = f"{figure.heading.title}: {len(figure.rows)} shares of a whole"
    ring = element("svg", *_ring(figure, total), *middle, viewBox="0 0 100 100", role="img", aria_label=label)
    table = element("div", element("table", element("tbody", *rows)), class_="list", tabindex=0)
    return element("div", ring, table, class_="pie")


def _share(row: Row, total: float) -> float:
    return row.value / total if total else 0.0


def _row(row: Row, share: float) -> Markup:
    swatch = element("svg", element("rect", width=10, height=10, class_=f"slice {row.colour}"), class_="swatch")
    return element(
        "tr",
        element("th", swatch, row.name, scope="row", class_="wide", title=row.name),
        element("td", brief(row.value, row.unit), class_="number"),
        element("td", f"{digits(100 * share, 1)} %", class_="number"),
    )


def _ring(figure: Toplist, total: float) -> Iterator[Markup]:
    """The slices from the top on, clockwise; each says on being pointed at what it is."""
    begin = 0.0
    for row in figure.rows:
        end = begin + _share(row, total)
        if end > begin:
            said = element("title", f"{row.name}: {written(row.value, row.unit)}")
            yield element("path", said, d=_slice(begin, end), class_=f"slice {row.colour}")
        begin = end


def _slice(begin: float, end: float) -> str:
    # An arc from a point to itself is none: all of the ring is drawn as nearly all of it.
    end = min(end, begin + 0.99999)
    wide = int(end - begin > 0.5)
    outer, inner = ([_at(each, radius) for each in (begin, end)] for radius in (_OUTER, _INNER))
    there = f"M{outer[0]}A{_OUTER} {_OUTER} 0 {wide} 1 {outer[1]}"
    return f"{there}L{inner[1]}A{_INNER} {_INNER} 0 {wide} 0 {inner[0]}z"


def _at(share: float, radius: float) -> str:
    angle = 2 * math.pi * share
    return f"{50 + radius * math.sin(angle):.3f} {50 - radius * math.cos(angle):.3f}"
