"""Graphs over time: lines, areas and bars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dogwatch.draw import events
from dogwatch.draw.asked import Asked, Reading, reading
from dogwatch.draw.axis import Axis, axis
from dogwatch.draw.colours import colour
from dogwatch.draw.data import Body, Data
from dogwatch.draw.events import Event
from dogwatch.draw.marker import Marker, markers
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.states import Stretch
from dogwatch.draw.units import NONE, Unit
from dogwatch.draw.view import View
from dogwatch.measure import Result

from .heading import Heading, heading

# More lines than anybody can tell apart; Datadog says so too, from 100 on.
_MOST_LINES: Final = 100
_FORMS: Final = {"area": "area", "bars": "bars"}
_MOST_BARS: Final = 72
# How many times as far as the values a marker may be.
_NEAR: Final = 2.5
_BARS: Final = (10, 20, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 4 * 3600, 12 * 3600, 86400)
_COLUMNS: Final = ("avg", "min", "max", "value", "sum")

Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """Values at the times of the figure, None where there is none; `form` is line, area or bars."""

    name: str
    values: Numbers
    colour: str
    form: str
    width: str
    dash: str
    is_right: bool
    unit: Unit


@dataclass(frozen=True)
class Timeseries:
    """`times` are the seconds since 1970 at which buckets of `interval` seconds begin.

    Of areas and bars of one side each stands on top of the one before. `columns` are those of the legend, none where
    it is hidden; `troubles` are when the monitor was in trouble whose graph it is.
    """

    heading: Heading
    begin: int
    end: int
    interval: int
    times: tuple[int, ...]
    lines: tuple[Line, ...]
    left: Axis
    right: Axis | None
    markers: tuple[Marker, ...]
    events: tuple[Event, ...]
    columns: tuple[str, ...]
    remarks: tuple[str, ...]
    troubles: tuple[Stretch, ...] = ()


def timeseries(definition: Body, data: Data, view: View) -> Timeseries:
    """The figure of a timeseries widget."""
    return over_time(definition, reading(definition.get("requests"), data, view), data, view)


def over_time(definition: Body, read: Reading, data: Data, view: View, *, reaches_markers: bool = False) -> Timeseries:
    """The figure of what was read; `reaches_markers` says that the axis shows all markers, however far they are."""
    remarks = list(read.remarks)
    found: list[tuple[Asked, Result]] = []
    for each in read.asked:
        try:
            found.append((each, each.series(view, _interval(each, view))))
        except UNREADABLE as error:
            remarks.append(remark(each.name, error))
    times = _times([result for _, result in found])
    lines = list(_lines(found, times))
    if len(lines) > _MOST_LINES:
        remarks.append(f"{len(lines) - _MOST_LINES} of {len(lines)} series are left out")
        lines = lines[:_MOST_LINES]
    marked = markers(definition.get("markers"))
    happened = events.found(definition.get("events"), data, view)
    left, right = ([line for line in lines if line.is_right is side] for side in (False, True))
    return Timeseries(
        heading(definition, view),
        view.begin,
        view.end,
        min([result.interval for _, result in found], default=0),
        tuple(times.tolist()),
        tuple(lines),
        _axis(definition.get("yaxis"), left, marked, reaches_all=reaches_markers),
        _axis(definition.get("right_yaxis"), right, ()) if right else None,
        marked,
        happened.events,
        _columns(definition),
        (*remarks, *happened.remarks),
    )


def _interval(asked: Asked, view: View) -> int | None:
    """Bars stand for longer than points of a line, so that they can be told apart (decided; Datadog has its own)."""
    return width_of_bars(view) if asked.request.get("display_type") == "bars" else None


def width_of_bars(view: View) -> int:
    """The seconds that a bar stands for."""
    return next((step for step in _BARS if step * _MOST_BARS >= view.end - view.begin), _BARS[-1])


def _times(results: Iterable[Result]) -> Any:
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(result.times for result in results)]))


def _lines(found: Iterable[tuple[Asked, Result]], times: Any) -> Iterator[Line]:
    place = 0
    for asked, result in found:
        places = np.searchsorted(times, result.times)
        style = asked.request.get("style") or {}
        own = asked.formula.get("style") or {}
        palette = own.get("palette") or style.get("palette")
        # By name, so that a group has the same colour in every graph that shows the same groups.
        for row in sorted(range(len(result.groups)), key=result.groups.__getitem__):
            group = result.groups[row]
            values = np.full(len(times), np.nan)
            values[places] = result.values[row]
            yield Line(
                line_name(asked, result.keys, group),
                tuple([value if value == value else None for value in values.tolist()]),
                colour(palette, own.get("palette_index", place) if own.get("palette") else place),
                _FORMS.get(str(asked.request.get("display_type")), "line"),
                str(style.get("line_width") or "normal"),
                str(style.get("line_type") or "solid"),
                bool(asked.request.get("on_right_yaxis")),
                asked.unit,
            )
            place += 1


def line_name(asked: Asked, keys: tuple[str, ...], group: tuple[str, ...]) -> str:
    """What the legend calls a group: its tags, behind the alias where there is one."""
    tags = ", ".join(f"{key}:{value}" for key, value in zip(keys, group, strict=True))
    if not tags:
        return asked.name
    return f"{asked.alias}, {tags}" if asked.alias else tags


def _axis(body: Any, lines: list[Line], marked: tuple[Marker, ...], *, reaches_all: bool = False) -> Axis:
    unit = lines[0].unit if lines and all(line.unit == lines[0].unit for line in lines) else NONE
    numbers = [value for line in lines if line.form == "line" for value in line.values if value is not None]
    for ends in stacked(lines):
        numbers += [end for _, end in ends if end is not None]
    if numbers:
        # A marker is shown where the values come near it; one far away would flatten the graph.
        reach = _NEAR * max(numbers)
        marks = [end for each in marked for end in (each.low, each.high) if math.isfinite(end)]
        numbers += [end for end in marks if reaches_all or 0 <= end <= reach]
    return axis(body, numbers, unit, from_zero=any(line.form != "line" for line in lines))


def stacked(lines: Iterable[Line]) -> list[list[tuple[float | None, float | None]]]:
    """Of each area and bar where it begins and ends at each time, those of the same form on top of each other."""
    tops: dict[tuple[str, bool, bool], list[float]] = {}
    found = []
    for line in lines:
        if line.form == "line":
            continue
        ends: list[tuple[float | None, float | None]] = []
        for place, value in enumerate(line.values):
            if value is None:
                ends.append((None, None))
                continue
            top = tops.setdefault((line.form, line.is_right, value < 0), [0.0] * len(line.values))
            ends.append((top[place], top[place] + value))
            top[place] += value
        found.append(ends)
    return found


def _columns(definition: Body) -> tuple[str, ...]:
    if definition.get("show_legend") is False:
        return ()
    wanted = definition.get("legend_columns") or _COLUMNS
    return tuple([name for name in _COLUMNS if name in wanted])
