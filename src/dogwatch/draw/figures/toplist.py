"""Groups by their values, the greatest first; also for others that show a number per group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dogwatch.draw.asked import reading
from dogwatch.draw.colours import colour
from dogwatch.draw.data import Body, Data
from dogwatch.draw.formats import PLAIN, Look, look
from dogwatch.draw.groups import called, limit, valued
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.units import Unit
from dogwatch.draw.view import View

from .heading import Heading, heading

_OTHERS: Final = ("bar_chart", "geomap", "treemap")
_PIE: Final = "sunburst"
# More slices than anybody can tell apart; the least of them are one.
_SLICES: Final = 11


@dataclass(frozen=True)
class Row:
    name: str
    value: float
    unit: Unit
    colour: str
    look: Look


@dataclass(frozen=True)
class Toplist:
    """`is_pie` says that the rows are shares of a whole."""

    heading: Heading
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    is_pie: bool = False


def toplist(definition: Body, data: Data, view: View) -> Toplist:
    """The figure of a top list: a row per group and formula."""
    read = reading(definition.get("requests"), data, view)
    remarks = list(read.remarks)
    rows: list[Row] = []
    for place, asked in enumerate(read.asked):
        try:
            found = asked.scalar(view)
        except UNREADABLE as error:
            remarks.append(remark(asked.name, error))
            continue
        wanted = limit(asked.request, asked.formula)
        ordered = sorted(valued(found).items(), key=lambda each: each[1], reverse=wanted.descends)
        formats = asked.formula.get("conditional_formats") or asked.request.get("conditional_formats")
        palette = (asked.request.get("style") or {}).get("palette")
        for group, value in ordered[: wanted.count]:
            name = called(found.keys, group) or asked.name
            if asked.alias and found.keys and len(read.asked) > 1:
                name = f"{asked.alias}, {name}"
            rows.append(Row(name, value, asked.unit, colour(palette, place), look(formats, value)))
    above = heading(definition, view)
    if above.kind == _PIE and rows and all(row.value >= 0 for row in rows):
        return Toplist(above, tuple(_slices(rows)), tuple(remarks), is_pie=True)
    if above.kind in (*_OTHERS, _PIE) and rows:
        remarks.append(f"This {above.kind} is drawn as a list.")
    return Toplist(above, tuple(rows), tuple(remarks))


def _slices(rows: list[Row]) -> list[Row]:
    """The rows by size, each in a colour of its own; the least of many are one."""
    rows = sorted(rows, key=lambda row: row.value, reverse=True)
    shown, rest = (rows, []) if len(rows) <= _SLICES + 1 else (rows[:_SLICES], rows[_SLICES:])
    slices = [replace(row, colour=colour(None, place)) for place, row in enumerate(shown)]
    if rest:
        others = Row(f"{len(rest)} others", sum(row.value for row in rest), rest[0].unit, "grey", PLAIN)
        slices.append(others)
    return slices
