"""Events one by one, and how many there were over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.draw.asked import bodies
from dogwatch.draw.axis import axis
from dogwatch.draw.colours import colour
from dogwatch.draw.data import Body, Data
from dogwatch.draw.events import matching
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.units import NONE
from dogwatch.draw.view import View
from dogwatch.judge import Record

from .heading import Heading, heading
from .timeseries import Line, Timeseries, width_of_bars

_MOST: Final = 50
_STREAM: Final = "event_stream"


@dataclass(frozen=True)
class Listed:
    """`at` is a second since 1970; `status` is error, warning, success, info or whatever else the sender said."""

    at: int
    title: str
    status: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class EventList:
    """The newest first; `left_out` are those beyond the last."""

    heading: Heading
    rows: tuple[Listed, ...]
    left_out: int


def event_stream(definition: Body, data: Data, view: View) -> EventList:
    """The figure of an event stream: the newest events of its search in the window."""
    return _list(definition, _searched(definition), data, view)


def list_stream(definition: Body, data: Data, view: View) -> EventList:
    """The figure of a list of a stream, of events alone: other streams are not kept."""
    request = next(iter(bodies(definition.get("requests"))), {})
    query: Any = request.get("query")
    source = query.get("data_source") if isinstance(query, dict) else None
    if source != _STREAM:
        raise NotDrawn(
            f"A list of {source or 'nothing'} is not drawn here: of what can be listed, only events are kept."
        )
    return _list(definition, str(query.get("query_string") or ""), data, view)


def event_timeline(definition: Body, data: Data, view: View) -> Timeseries:
    """The figure of an event timeline: how many events of its search there were over time."""
    found = matching(_searched(definition), data, view)
    step = width_of_bars(view)
    counted = Counter(record.at // step * step for record in found)
    times = tuple(sorted(counted))
    counts = tuple([float(counted[time]) for time in times])
    lines = (Line("events", counts, colour(None, 0), "bars", "normal", "solid", False, NONE),) if counts else ()
    left = axis(None, list(counts), NONE, from_zero=True)
    above = heading(definition, view)
    return Timeseries(above, view.begin, view.end, step, times, lines, left, None, (), (), (), ())


def _searched(definition: Body) -> str:
    return str(definition.get("query") or "")


def _list(definition: Body, search: str, data: Data, view: View) -> EventList:
    found = matching(search, data, view)
    rows = [_listed(record) for record in found[: -_MOST - 1 : -1]]
    return EventList(heading(definition, view), tuple(rows), max(0, len(found) - _MOST))


def _listed(record: Record) -> Listed:
    status = str(record.attributes.get("status") or "info")
    return Listed(record.at, record.title, status, tuple(sorted(record.tags)))
