"""Values by size: the bins of a distribution, or those of the values of groups, joined to as many as can be seen."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from dogwatch.measure import Histogram, histogram
from dogwatch.query import MetricQuery, parse_metric

from .asked import Reading, reading
from .data import Body, Data
from .remark import NotDrawn
from .unit_of import unit_of
from .units import NONE, Unit
from .variables import filled
from .view import View

Floats: TypeAlias = npt.NDArray[np.float64]

# From this much on between the half of the values and the greatest, equal steps would show one row only.
_WIDE: Final = 12


class Spread(NamedTuple):
    """The bins of a widget before they are joined, and the unit of the values."""

    found: Histogram
    unit: Unit
    remarks: tuple[str, ...]


def spread(request: Body, data: Data, view: View, *, over_time: bool) -> Spread:
    """The bins that a request asks for: of a `histogram:` query, or of the values of its groups."""
    query = request.get("query")
    if request.get("request_type") == "histogram" and isinstance(query, dict):
        return _of_distribution(query, data, view)
    text = request.get("q")
    if isinstance(text, str) and text.startswith("histogram:"):
        return _of_distribution({"data_source": "metrics", "query": text}, data, view)
    read = reading([request], data, view)
    return _of_series(read, view) if over_time else _of_numbers(read, view)


def joined(found: Histogram, edges: Floats) -> Floats:
    """The weights[time, row] between edges; a bin belongs where its middle lies."""
    middles = (found.lows + found.highs) / 2
    row = np.clip(np.searchsorted(edges, middles, side="right") - 1, 0, len(edges) - 2)
    rows = np.zeros((len(found.times), len(edges) - 1))
    for number in range(len(middles)):
        rows[:, row[number]] += found.weights[:, number]
    return rows


def edges(found: Histogram, scale: str | None, count: int) -> tuple[Floats, str]:
    """Where rows begin and end, and whether they are spaced evenly (`linear`) or by ratio (`log`).

    Without a scale it is that by which the values can be told apart (decided; Datadog's graph is linear).
    """
    used = np.flatnonzero(found.weights.sum(axis=0) > 0)
    low, high = float(found.lows[used[0]]), float(found.highs[used[-1]])
    if scale is None:
        median = float(np.median(np.repeat(found.highs[used], 1 + found.weights.sum(axis=0)[used].astype(int) % 1000)))
        scale = "log" if low > 0 and high > _WIDE * median else "linear"
    if scale == "log" and low > 0:
        return np.geomspace(low, high, count + 1), "log"
    low = min(low, 0.0)
    return np.linspace(low, high if high > low else low + 1, count + 1), "linear"


def percentile(found: Histogram, share: float) -> list[float | None]:
    """The value below which that share of the values lies, at each time; None where there are none."""
    middles = (found.lows + found.highs) / 2
    sums = np.cumsum(found.weights, axis=1)
    totals = sums[:, -1] if sums.shape[1] else np.zeros(len(found.times))
    places = (sums < share * totals[:, None]).sum(axis=1) if sums.shape[1] else totals
    return [
        float(middles[min(int(place), len(middles) - 1)]) if total else None
        for place, total in zip(places, totals, strict=True)
    ]


def whole(found: Histogram) -> Histogram:
    """The bins of all times together."""
    return found._replace(times=found.times[:1], weights=found.weights.sum(axis=0, keepdims=True))


def _of_distribution(query: Body, data: Data, view: View) -> Spread:
    if query.get("data_source") != "metrics":
        raise NotDrawn(f"values of {query.get('data_source')} are not drawn here: only metrics are kept")
    read = parse_metric(str(query.get("query", "")))
    if not isinstance(read, MetricQuery):
        raise NotDrawn(f"{read} is not one distribution, whose values could be drawn")
    tree = filled(read, view.choices)
    unit = unit_of(MetricQuery(tree.metric), data, {})
    return Spread(histogram(data.store, tree, view.begin, view.end), unit, ())


def _of_series(read: Reading, view: View) -> Spread:
    """At each time, how many groups have which value."""
    results = [asked.series(view) for asked in read.asked]
    filled_in = [result for result in results if len(result.groups)]
    if not filled_in:
        return Spread(_empty(), NONE, read.remarks)
    first = filled_in[0]
    values = np.concatenate([result.values for result in filled_in if result.interval == first.interval])
    return Spread(_binned(values, first.times, first.interval), read.asked[0].unit, read.remarks)


def _of_numbers(read: Reading, view: View) -> Spread:
    values = [asked.scalar(view).values for asked in read.asked]
    numbers = np.concatenate(values)[:, None] if values else np.zeros((0, 1))
    if not numbers.size:
        return Spread(_empty(), NONE, read.remarks)
    times = np.array([view.begin], dtype=np.int64)
    return Spread(_binned(numbers, times, view.end - view.begin), read.asked[0].unit, read.remarks)


def _binned(values: Floats, times: npt.NDArray[np.int64], interval: int) -> Histogram:
    """values[group, time] as weights[time, bin]; a bin for each different value."""
    known = np.unique(values[~np.isnan(values)])
    weights = np.zeros((len(times), len(known)))
    groups, at = np.nonzero(~np.isnan(values))
    np.add.at(weights, (at, np.searchsorted(known, values[groups, at])), 1.0)
    return Histogram(times, interval, known, known, weights)


def _empty() -> Histogram:
    return Histogram(np.zeros(0, dtype=np.int64), 1, np.zeros(0), np.zeros(0), np.zeros((0, 0)))
