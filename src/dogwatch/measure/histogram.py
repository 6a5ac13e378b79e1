"""The bins of distributions over time, which heatmaps draw."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dogwatch.query import MetricQuery

from .grid import allowed_interval, graph_interval, grid, kept_interval
from .quantile import spreads
from .refusal import refused
from .sketch import GAMMA, values_of
from .store import Store
from .tier import Floats, Ints


class Histogram(NamedTuple):
    """`weights[time, bin]` says how many values fell into each bin; `lows` and `highs` are the ends of the bins."""

    times: Ints
    interval: int
    lows: Floats
    highs: Floats
    weights: Floats


def histogram(store: Store, query: MetricQuery, begin: int, end: int, interval: int | None = None) -> Histogram:
    """The values of a distribution within the query's scope, from the second `begin` to before `end`.

    Raises NotEvaluated for a metric that is no distribution, and for a template variable.
    """
    wanted = allowed_interval(interval or graph_interval(end - begin), end - begin)
    buckets = grid(begin, end, kept_interval(wanted, begin, store.bins))
    metric = store.metrics.get(query.metric)
    rows = np.zeros(0, dtype=np.int64) if metric is None else metric.rows[metric.within(query.scope)]
    if metric is not None and metric.kind != "distribution":
        raise refused("sketch-of-no-distribution", f"{query.metric} is a {metric.kind}", "send a distribution")
    found = list(spreads(store, rows, np.zeros(min(1, len(rows)), dtype=np.int64), buckets)) if len(rows) else []
    if not found:
        nothing = np.zeros(0)
        return Histogram(buckets.times, buckets.interval, nothing, nothing, np.zeros((buckets.buckets, 0)))
    first, width = found[0].first, found[0].weights.shape[1]
    weights = np.zeros((buckets.buckets, width))
    for spread in found:
        weights[spread.at] = spread.weights
    middles = values_of(first + np.arange(width))
    half = np.abs(middles) * (GAMMA - 1) / 2
    return Histogram(buckets.times, buckets.interval, middles - half, middles + half, weights)
