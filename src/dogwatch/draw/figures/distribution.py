"""How values spread over the whole time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dogwatch.draw.asked import bodies
from dogwatch.draw.bins import edges, joined, percentile, spread, whole
from dogwatch.draw.data import Body, Data
from dogwatch.draw.marker import percentiles
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.units import Unit
from dogwatch.draw.view import View

from .heading import Heading, heading

_BARS: Final = 50


@dataclass(frozen=True)
class Distribution:
    """`counts[bar]` is how many values lie between `edges[bar]` and the next edge; percentiles by their names."""

    heading: Heading
    edges: tuple[float, ...]
    counts: tuple[float, ...]
    unit: Unit
    percentiles: tuple[tuple[str, float], ...]
    remarks: tuple[str, ...]


def distribution(definition: Body, data: Data, view: View) -> Distribution:
    """The figure of a distribution widget."""
    requests = bodies(definition.get("requests"))
    if not requests:
        raise NotDrawn("it asks for nothing")
    found, unit, remarks = spread(requests[0], data, view, over_time=False)
    if not found.weights.sum():
        return Distribution(heading(definition, view), (), (), unit, (), remarks)
    together = whole(found)
    ends, _ = edges(together, "linear", _BARS)
    marked = [(f"p{each:g}", percentile(together, each / 100)[0]) for each in percentiles(definition.get("markers"))]
    return Distribution(
        heading(definition, view),
        tuple(ends.tolist()),
        tuple(joined(together, ends)[0].tolist()),
        unit,
        tuple([(name, value) for name, value in marked if value is not None]),
        remarks,
    )
