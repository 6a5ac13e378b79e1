"""One number."""

from __future__ import annotations

from dataclasses import dataclass

from dogwatch.draw.asked import Asked, reading
from dogwatch.draw.data import Body, Data
from dogwatch.draw.formats import PLAIN, Look, look
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.units import NONE, Unit
from dogwatch.draw.view import View

from .heading import Heading, heading
from .timeseries import Numbers


@dataclass(frozen=True)
class QueryValue:
    """`value` is None where there is none; `behind` are the values over time that stand behind the number."""

    heading: Heading
    value: float | None
    unit: Unit
    precision: int | None
    scales: bool
    look: Look
    behind: Numbers
    form: str
    align: str
    remarks: tuple[str, ...]


def query_value(definition: Body, data: Data, view: View) -> QueryValue:
    """The figure of a query value widget: the first formula, of several groups the first."""
    read = reading(definition.get("requests"), data, view)
    remarks = list(read.remarks)
    value, unit, worn = None, NONE, PLAIN
    behind: Numbers = ()
    background = definition.get("timeseries_background") or {}
    for asked in read.asked[:1]:
        own = definition.get("custom_unit")
        unit = Unit(label=str(own)) if own else asked.unit
        try:
            found = asked.scalar(view)
            value = float(found.values[0]) if len(found.values) else None
            behind = _behind(asked, view) if background else ()
        except UNREADABLE as error:
            remarks.append(remark(asked.name, error))
        if value is not None:
            formats = asked.formula.get("conditional_formats") or asked.request.get("conditional_formats")
            worn = look(formats, value)
    return QueryValue(
        heading(definition, view),
        value,
        unit,
        precision(definition.get("precision")),
        definition.get("autoscale") is not False,
        worn,
        behind,
        str(background.get("type") or "area"),
        str(definition.get("text_align") or "center"),
        tuple(remarks),
    )


def precision(value: object) -> int | None:
    """How many decimals a widget asks for; None where it does not say."""
    return min(value, 10) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _behind(asked: Asked, view: View) -> Numbers:
    result = asked.series(view)
    if not len(result.groups):
        return ()
    return tuple([value if value == value else None for value in result.values[0].tolist()])
