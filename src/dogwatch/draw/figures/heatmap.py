"""How values spread over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dogwatch.draw import events
from dogwatch.draw.asked import bodies
from dogwatch.draw.axis import Axis
from dogwatch.draw.bins import edges, joined, percentile, spread
from dogwatch.draw.data import Body, Data
from dogwatch.draw.events import Event
from dogwatch.draw.marker import Marker, markers, percentiles
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.view import View

from .heading import Heading, heading
from .timeseries import Numbers

_ROWS: Final = 40


@dataclass(frozen=True)
class Percentile:
    """Where that share of the values lies below, at each time."""

    name: str
    values: Numbers


@dataclass(frozen=True)
class Heatmap:
    """`counts[time][row]` is how many values lie between `edges[row]` and the next edge in that bucket."""

    heading: Heading
    begin: int
    end: int
    interval: int
    times: tuple[int, ...]
    edges: tuple[float, ...]
    counts: tuple[tuple[float, ...], ...]
    axis: Axis
    percentiles: tuple[Percentile, ...]
    markers: tuple[Marker, ...]
    events: tuple[Event, ...]
    remarks: tuple[str, ...]


def heatmap(definition: Body, data: Data, view: View) -> Heatmap:
    """The figure of a heat map, of a distribution's values or of those of groups."""
    requests = bodies(definition.get("requests"))
    if not requests:
        raise NotDrawn("it asks for nothing")
    found, unit, remarks = spread(requests[0], data, view, over_time=True)
    yaxis: Any = definition.get("yaxis") or {}
    marked = markers(definition.get("markers"))
    happened = events.found(definition.get("events"), data, view)
    remarks = (*remarks, *happened.remarks)
    if not found.weights.sum():
        axis = Axis(0, 1, unit=unit)
        return Heatmap(
            heading(definition, view), view.begin, view.end, found.interval, (), (), (), axis, (), marked, (), remarks
        )
    rows, scale = edges(found, _scale(yaxis), _ROWS)
    return Heatmap(
        heading(definition, view),
        view.begin,
        view.end,
        found.interval,
        tuple(found.times.tolist()),
        tuple(rows.tolist()),
        tuple([tuple(row) for row in joined(found, rows).tolist()]),
        Axis(float(rows[0]), float(rows[-1]), scale, unit, str(yaxis.get("label") or "")),
        tuple(
            [
                Percentile(f"p{each:g}", tuple(percentile(found, each / 100)))
                for each in percentiles(definition.get("markers"))
            ]
        ),
        marked,
        happened.events,
        remarks,
    )


def _scale(yaxis: Any) -> str | None:
    wanted = yaxis.get("scale") if isinstance(yaxis, dict) else None
    return None if wanted is None else "log" if wanted == "log" else "linear"
