"""A table of groups and formulas."""

from __future__ import annotations

from dogwatch.draw.figures.query_table import Cell, Column, Row, Table
from dogwatch.draw.units import written

from .chart import nothing, remarks
from .html import Markup, element, joined
from .looks import palette, swatched
from .toplist import bar


def paint(figure: Table) -> Markup:
    said = remarks(figure.remarks)
    if not figure.rows:
        return nothing(figure.remarks)
    names = [element("th", key, scope="col") for key in figure.keys]
    heads = [element("th", column.name, scope="col", class_="number") for column in figure.columns]
    most = [_most(figure, place) for place in range(len(figure.columns))]
    rows = [_row(row, figure.columns, most) for row in figure.rows]
    table = element("table", element("thead", element("tr", *names, *heads)), element("tbody", *rows))
    return joined(element("div", table, class_="list table", tabindex=0), said)


def _row(row: Row, columns: tuple[Column, ...], most: list[float]) -> Markup:
    cells = [_cell(cell, column, top) for cell, column, top in zip(row.cells, columns, most, strict=True)]
    return element("tr", *[element("th", name, scope="row") for name in row.group], *cells)


def _cell(cell: Cell, column: Column, most: float) -> Markup:
    if cell.value is None:
        return element("td", "–", class_="number")
    text = "" if cell.look.hides_value else written(cell.value, column.unit)
    shown = bar(abs(cell.value) / most, "series-0", text) if column.bars else text
    return element("td", swatched(cell.look.paper, "swatch"), shown, class_=f"number {palette(cell.look)}")


def _most(figure: Table, place: int) -> float:
    values = [abs(row.cells[place].value or 0) for row in figure.rows]
    return max(values, default=0) or 1.0
