"""Metric monitors: the worked examples of Datadog's pages, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.judge import Judging, Status
from dogwatch.measure import Kind, Store

from .bodies import START, body, judged, told

MINUTE = 60


def put(store: Store, metric: str, values: str, *tags: str, kind: Kind = "gauge", step: int = MINUTE) -> None:
    """Values a minute apart, `x` where there is none."""
    series = store.series(metric, tags, kind)
    for place, value in enumerate(values.split()):
        if value != "x":
            store.add(series, START + step * place, float(value))


def measured(store: Store, query: str, minute: int) -> float:
    """What the monitor measured at a minute."""
    judging = judged(store, query)
    judging.run(START + MINUTE * minute)
    verdicts, _ = judging.history(1).batches[-1]
    return round(float(verdicts.values[0, -1]), 9)


def test_as_count_is_summed_before_arithmetic_and_as_rate_after() -> None:
    """monitors/guide/as-count-in-monitor-evaluations: the two paths"""
    store = Store()
    put(store, "errors", "1 2 3 4 5", kind="count")
    put(store, "total", "10 10 10 10 10", kind="count")

    counts = "sum(last_5m):sum:errors{*}.as_count() / sum:total{*}.as_count() > 1"
    rates = "sum(last_5m):sum:errors{*}.as_rate() / sum:total{*}.as_rate() > 1"
    assert measured(store, counts, 5) == 0.3
    assert measured(store, rates, 5) == 1.5


def test_ten_minutes_by_each_aggregator() -> None:
    """monitors/guide/monitor_aggregators: values over a window of ten minutes, and which monitors alert"""
    store = Store()
    put(store, "x", "10 15 12 8 11 14 13 25 37 45 50")

    def status(aggregator: str, threshold: int) -> Status:
        judging = judged(store, f"{aggregator}(last_11m):avg:x{{*}} > {threshold}")
        judging.run(START + 11 * MINUTE)
        return judging.state(1)

    assert measured(store, "sum(last_11m):avg:x{*} > 250", 11) == 240
    assert (status("avg", 30), status("sum", 250)) == (Status.OK, Status.OK)
    assert (status("max", 40), status("max", 50)) == (Status.ALERT, Status.OK)
    assert (status("min", 7), status("min", 8)) == (Status.ALERT, Status.OK)


@pytest.mark.parametrize(
    ("parts", "is_full"),
    [
        ("1 1 1 1 1 1 1 1 1 1 1 1", True),
        ("x 1 1 1 1 1 1 1 1 1 1 1", False),
        ("1 1 x x x 1 1 1 1 1 1 1", True),
        ("1 x x x 1 1 1 1 x x 1 1", False),
        ("1 1 x x x x 1 1 1 1 1 1", False),
    ],
)
def test_a_full_window_begins_with_data_and_lacks_three_parts_at_most(parts: str, is_full: bool) -> None:
    """monitors/types/metric, data window: the table"""
    store = Store()
    put(store, "x", parts, step=10 * MINUTE)
    judging = judged(store, "avg(last_2h):avg:x{*}.fill(null) > 0", require_full_window=True)
    judging.now = START + 119 * MINUTE

    assert bool(judging.run(START + 120 * MINUTE)) is is_full
    if not is_full:
        empty = parts.count("x")
        reason = f"{empty} of 12 parts of the window are empty: a full window is required"
        verdicts, _ = judging.history(1).batches[-1]
        assert verdicts.explained(judging.monitors[1], 0, 0) == reason


def test_a_cancelled_evaluation_leaves_the_state() -> None:
    store = Store()
    put(store, "x", "9 9 9 9 9 x x x x 1 1 1 1 1 1 1")
    judging = judged(store, "avg(last_5m):avg:x{*}.fill(null) > 5", require_full_window=True)

    assert told(judging.run(START + 16 * MINUTE)) == [(5, "Alert"), (14, "OK")]


def test_a_change_is_compared_with_the_window_earlier() -> None:
    store = Store()
    put(store, "x", " ".join(["10"] * 10 + ["20"] * 5))

    assert measured(store, "change(avg(last_5m),last_5m):avg:x{*} > 1", 15) == 10
    assert measured(store, "pct_change(avg(last_5m),last_5m):avg:x{*} > 1", 15) == 100


def test_an_evaluation_delay_looks_at_an_earlier_window() -> None:
    """monitors/configuration: with 900 seconds, at 7:00 the last 5 minutes are those from 6:40 to 6:45"""
    store = Store()
    put(store, "x", " ".join(map(str, range(60))))
    judging = judged(store, "avg(last_5m):avg:x{*} > 100", evaluation_delay=900)

    judging.run(START + 60 * MINUTE)

    verdicts, _ = judging.history(1).batches[-1]
    assert verdicts.values[0, -1] == (40 + 41 + 42 + 43 + 44) / 5


def test_series_of_spans_are_monitored_like_others() -> None:
    store = Store()
    put(store, "trace.flask.request.hits", "10 10 10 10 10", "env:prod", kind="count")
    put(store, "trace.flask.request.errors", "1 1 1 1 1", "env:prod", kind="count")
    share = "sum:trace.flask.request.errors{env:prod}.as_count() / sum:trace.flask.request.hits{env:prod}.as_count()"
    judging = judged(store, f"sum(last_5m):{share} > 0.05")

    assert told(judging.run(START + 5 * MINUTE)) == [(1, "Alert")]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("avg(last_1h):anomalies(avg:x{*}, 'basic', 3, direction='above', interval=20) >= 1", "anomalies"),
        ("avg(last_30m):outliers(avg:x{*} by {host}, 'dbscan', 7) > 0", "outliers"),
        ("max(next_1w):forecast(avg:x{*}, 'linear', 1, interval='60m', history='1w') >= 0.9", "forecast"),
        ("avg(last_5m):avg:x{*} > threshold", "dynamic-thresholds"),
        ("percentile(last_5m):avg:x{*} > 1", "window-of-no-percentile"),
    ],
)
def test_what_only_datadog_evaluates_is_refused_by_name(query: str, rule: str) -> None:
    judging = judged(Store(), query)

    assert judging.refused[1].rule == rule
    assert judging.run(START + 600) == []
    assert judging.monitors == {}


@pytest.mark.parametrize(
    ("type", "query", "rule"),
    [
        ("query alert", 'formula("query1 / query2").last("5m") > 1', "formula-over-variables"),
        ("cost alert", 'formula("query1").last("7d") > 1', "cost-alert"),
        ("synthetics alert", "no_query", "synthetics-alert"),
        ("tomorrow's alert", "no_query", "other-monitors"),
    ],
)
def test_other_monitors_are_refused_by_name(type: str, query: str, rule: str) -> None:
    judging = Judging(Store(), {1: {"type": type, "query": query, "name": "a"}}, now=START)

    assert judging.refused[1].rule == rule


def test_a_query_that_is_none_is_refused_with_the_place() -> None:
    other: dict[str, Any] = body("avg(last_5m):avg:x{*} by > 1")

    assert "avg:x{*} by" in str(Judging(Store(), {1: other}, now=START).refused[1])
