from __future__ import annotations

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Plan, Retention, Store
from dogwatch.query import parse_metric

from .series import NOON, evaluated, put, put_all, row, rows

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("call", "earlier"),
    [
        ("timeshift(q, -120)", 120),
        ("timeshift(q, -150)", 120),
        ("hour_before(q)", HOUR),
        ("day_before(q)", DAY),
        ("week_before(q)", 7 * DAY),
        ("month_before(q)", 28 * DAY),
        ("calendar_shift(q, '-1d', 'UTC')", DAY),
        ("hour_before(timeshift(q, -120))", HOUR + 120),
        ("timeshift(hour_before(q) * 1, 3600)", 0),
    ],
)
def test_a_shift_shows_what_was_earlier(call: str, earlier: int) -> None:
    store = Store(Retention(fine=31 * DAY, minutes=31 * DAY))
    put(store, "x", "7", start=NOON - earlier)
    put(store, "now", "1")

    assert row(evaluated(store, call.replace("q", "avg:x{*}"), 120, interval=60)) == [7, None]


def test_functions_see_the_shifted_values() -> None:
    store = Store()
    put(store, "x", "1 2 4", start=NOON - HOUR, step=20)
    put(store, "x", "50 50 50", step=20)

    assert row(evaluated(store, "hour_before(cumsum(avg:x{*}))")) == [1, 3, 7]
    assert row(evaluated(store, "diff(hour_before(avg:x{*}))")) == [None, 1, 2]


def test_a_formula_names_queries() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "6", "host:b": "9"})
    put(store, "y", "3")

    found = evaluated(store, "a / b + 1", 20, a="avg:x{*} by {host}", b="avg:y{*}")

    assert rows(found) == {"a": [3], "b": [4]}


def test_a_function_over_a_named_query_is_one_over_the_query() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "10 11 12", "host:b": "_ 100 101"}, step=20)

    assert row(evaluated(store, "diff(a)", a="sum:x{*}")) == [None, 1, 2]
    assert row(evaluated(store, "fill(a, 'zero', 20)", a="avg:x{host:b}")) == [None, 100, 101]


def test_the_longest_interval_is_that_of_all() -> None:
    store = Store()
    put(store, "x", "1 2 3 4 5 6 7 8 9 10 11 12")

    found = evaluated(store, "sum:x{*}.rollup(sum, 60) / sum:x{*}.rollup(sum, 30)", 120)

    assert found.interval == 60
    assert row(found) == [1, 1]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("anomalies(avg:x{*}, 'basic', 2)", "anomalies"),
        ("anomalies(avg:x{*}, 'basic', 2, direction='above')", "anomalies"),
        ("outliers(avg:x{*} by {host}, 'DBSCAN', 3)", "outliers"),
        ("forecast(avg:x{*}, 'linear', 1)", "forecast"),
        ("robust_trend(avg:x{*})", "robust_trend"),
        ("piecewise_constant(avg:x{*})", "piecewise_constant"),
        ("autosmooth(avg:x{*})", "autosmooth"),
        ("rollup(avg:x{*}, 'max', 60)", "rollup"),
        ("avg:x{*}.rollup(avg, 60).rollup(max, 120)", "nested-queries"),
        ("abs(avg:x{*}).rollup(avg, 60)", "modifier-of-function"),
        ("ewma_0(avg:x{*})", "other-functions"),
        ("p95:x{*}", "sketch-of-no-distribution"),
        ("stddev:x{*}", "sketch-of-no-distribution"),
        ("count(v: v>5):x{*}", "sketch-of-no-distribution"),
        ("avg:x{$env}", "template-variables"),
        ("histogram:d{*}", "histogram"),
        ("avg:x{*} by {a} + avg:x{*} by {b}", "join-of-other-keys"),
        ("clamp_min(avg:x{*})", "arguments"),
        ("clamp_min(avg:x{*}, 'a')", "arguments"),
        ("clamp_min(avg:x{*}, avg:y{*})", "arguments"),
        ("top(avg:x{*}, 5, 'often')", "arguments"),
        ("abs(avg:x{*}, 3)", "arguments"),
        ("hour_before(avg:x{*}, 3)", "arguments"),
        ("top5(avg:x{*}, 3)", "arguments"),
        ("ewma_3(avg:x{*}, 3)", "arguments"),
        ("calendar_shift(avg:x{*}, '-1q', 'UTC')", "arguments"),
        ("calendar_shift(avg:x{*}, '-1w', 'Nowhere/At_All')", "arguments"),
        ("avg:x{*}.rollup(often)", "arguments"),
        ("avg:x{*}.rollup(avg, 129600001)", "arguments"),
        ("avg:x{*}.rollup(avg, 1e30)", "arguments"),
        ("avg:x{*}.fill(last, 86401)", "arguments"),
        ("avg:x{*}.fill(last, 1e300)", "arguments"),
        ("avg:x{*}.fill(often)", "arguments"),
        ("fill(avg:x{*}, 'often')", "arguments"),
    ],
)
def test_what_is_not_evaluated_is_refused_by_the_name_of_its_rule(query: str, rule: str) -> None:
    store = Store()
    put(store, "x", "1", "host:a")
    put(store, "d", "1", kind="distribution")

    with pytest.raises(NotEvaluated) as refusal:
        evaluated(store, query, 20)

    assert refusal.value.rule == rule
    assert str(refusal.value).startswith(f"not evaluated here [{rule}]: ")


def test_a_formula_over_something_else_is_refused() -> None:
    with pytest.raises(
        NotEvaluated, match=r"query-of-metrics.*names logs, which is no query of metrics.*known here: a"
    ):
        evaluated(Store(), "a + logs", 20, a="avg:x{*}")


def test_a_query_is_compiled_once_and_sees_new_series() -> None:
    store = Store()
    plan = Plan(store, parse_metric("sum:x{*}"))
    assert plan.series(NOON, NOON + 20).groups == ()

    put(store, "x", "1", "host:a")
    assert row(plan.series(NOON, NOON + 20)) == [1]

    put(store, "x", "2", "host:b")
    assert row(plan.series(NOON, NOON + 20)) == [3]
