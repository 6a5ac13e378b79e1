"""Groups by rows, formulas by columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dogwatch.draw.asked import Asked, reading
from dogwatch.draw.data import Body, Data
from dogwatch.draw.formats import PLAIN, Look, look
from dogwatch.draw.groups import Limit, limit, valued
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.units import Unit
from dogwatch.draw.view import View
from dogwatch.measure import NOT_APPLICABLE, Values

from .heading import Heading, heading


@dataclass(frozen=True)
class Column:
    """`bars` says that its cells show their sizes as bars too."""

    name: str
    unit: Unit
    bars: bool


@dataclass(frozen=True)
class Cell:
    value: float | None
    look: Look = PLAIN


@dataclass(frozen=True)
class Row:
    """The value of each key that is grouped by, and a cell per column."""

    group: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    heading: Heading
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]


def query_table(definition: Body, data: Data, view: View) -> Table:
    """The figure of a query table. It is sorted by the column that says how, else by the first."""
    read = reading(definition.get("requests"), data, view)
    remarks = list(read.remarks)
    found: list[tuple[Asked, Values]] = []
    for asked in read.asked:
        try:
            found.append((asked, asked.scalar(view)))
        except UNREADABLE as error:
            remarks.append(remark(asked.name, error))
    keys = tuple(dict.fromkeys(key for _, values in found for key in values.keys))
    by_group = [_by_group(values, keys) for _, values in found]
    columns = tuple([_column(asked) for asked, _ in found])
    groups = _sorted(found, by_group)
    rows = [
        Row(group, tuple([_cell(each, of.get(group)) for (each, _), of in zip(found, by_group, strict=True)]))
        for group in groups
    ]
    above = heading(definition, view)
    if above.kind != "query_table" and rows:
        remarks.append(f"This {above.kind} is drawn as a table.")
    return Table(above, keys, columns, tuple(rows), tuple(remarks))


def _by_group(values: Values, keys: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """The values by groups of all keys of the table, `N/A` for those that a column is not grouped by."""
    at = [values.keys.index(key) if key in values.keys else None for key in keys]
    return {
        tuple([NOT_APPLICABLE if place is None else group[place] for place in at]): value
        for group, value in valued(values).items()
    }


def _column(asked: Asked) -> Column:
    mode = asked.formula.get("cell_display_mode") or asked.request.get("cell_display_mode")
    if isinstance(mode, list):
        mode = next(iter(mode), None)
    return Column(asked.alias or asked.name, asked.unit, mode == "bar")


def _sorted(found: list[tuple[Asked, Values]], by_group: list[dict[tuple[str, ...], float]]) -> list[tuple[str, ...]]:
    groups = list(dict.fromkeys(group for of in by_group for group in of))
    if not found:
        return groups
    column, wanted = _order([asked for asked, _ in found])
    of = by_group[column]
    last = float("-inf") if wanted.descends else float("inf")
    groups.sort(key=lambda group: of.get(group, last), reverse=wanted.descends)
    return groups[: wanted.count]


def _order(asked: list[Asked]) -> tuple[int, Limit]:
    """The column to sort by, and how: the first one that has a limit, or what the request's `sort` names."""
    for place, each in enumerate(asked):
        if isinstance(each.formula.get("limit"), Mapping):
            return place, limit({}, each.formula)
    sort: Any = asked[0].request.get("sort") or {}
    orders = sort.get("order_by") or [{}]
    index = orders[0].get("index") if isinstance(orders[0], Mapping) else None
    place = index if isinstance(index, int) and 0 <= index < len(asked) else 0
    return place, limit(asked[0].request, asked[0].formula, usual=50)


def _cell(asked: Asked, value: float | None) -> Cell:
    if value is None:
        return Cell(None)
    formats = asked.formula.get("conditional_formats") or asked.request.get("conditional_formats")
    return Cell(value, look(formats, value))
