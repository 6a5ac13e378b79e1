"""Series for tests, written as promtool writes them: values ten seconds apart, `_` where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from dogwatch.measure import Kind, Plan, Result, Round, Store, Values, Watch
from dogwatch.query import MetricAlert, parse_formula, parse_metric, parse_monitor

# A full hour, so that buckets of all lengths up to one begin here.
NOON = 1_700_002_800


def put(
    store: Store,
    metric: str,
    values: str,
    *tags: str,
    kind: Kind = "gauge",
    step: int = 10,
    interval: int = 10,
    start: int = NOON,
) -> None:
    """Adds the values to a series, `step` seconds apart."""
    series = store.series(metric, tags, kind, interval)
    points = [(start + step * at, float(value)) for at, value in enumerate(values.split()) if value != "_"]
    add = store.add_samples if kind == "distribution" else store.add
    add(series, [time for time, _ in points], [value for _, value in points])


def put_all(store: Store, metric: str, by_tags: Mapping[str, str], *, kind: Kind = "gauge", step: int = 10) -> None:
    """Adds several series of a metric, each under its tags, which are joined by commas."""
    for tags, values in by_tags.items():
        put(store, metric, values, *tags.split(","), kind=kind, step=step)


def samples(store: Store, metric: str, values: Iterable[float], *tags: str, at: int = NOON) -> None:
    """Adds values to a distribution, all at one time."""
    store.add_samples(store.series(metric, tags, "distribution"), at, list(values))


def evaluated(
    store: Store, query: str, seconds: int = 60, *, start: int = NOON, interval: int | None = None, **queries: str
) -> Result:
    """The series of a query, or of a formula over the queries."""
    if queries:
        named = {name: parse_metric(text) for name, text in queries.items()}
        return Plan(store, parse_formula(query), named).series(start, start + seconds, interval)
    return Plan(store, parse_metric(query)).series(start, start + seconds, interval)


def rows(result: Result) -> dict[str, list[float | None]]:
    """The values of each group, None for null."""
    return {
        ",".join(group): [None if np.isnan(value) else round(float(value), 9) for value in values]
        for group, values in zip(result.groups, result.values, strict=True)
    }


def row(result: Result) -> list[float | None]:
    """The values of the only group."""
    ((_, values),) = rows(result).items()
    return values


def each(values: Values) -> dict[str, float | None]:
    """The value of each group, None for null."""
    return {
        ",".join(group): None if np.isnan(value) else round(float(value), 9)
        for group, value in zip(values.groups, values.values, strict=True)
    }


def watched(store: Store, query: str, end: int) -> dict[str, float | None]:
    """What a monitor measures per group, its window ending then."""
    alert = parse_monitor(query, "query alert")
    assert isinstance(alert, MetricAlert)
    window = end - alert.window.seconds, end
    (found,) = Round(store, [Watch(store, alert)]).values([window])
    return each(found)
