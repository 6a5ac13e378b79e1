"""What Datadog's pages work out with numbers, each under the page it is from."""

from __future__ import annotations

import pytest

from dogwatch.measure import Store

from .series import NOON, evaluated, put, put_all, row, rows, samples, watched

# The pages write one value per interval; these intervals are what they show.
MINUTE = 60


@pytest.mark.parametrize(("aggregator", "a", "b"), [("sum", 8, 10), ("min", 3, 2), ("max", 5, 8), ("avg", 4, 5)])
def test_aggregators_over_hosts_and_paths(aggregator: str, a: float, b: float) -> None:
    """metrics/guide/different-aggregators-look-same"""
    store = Store()
    put_all(
        store,
        "web.hits",
        {"host:a,path:/t1": "5", "host:a,path:/t2": "3", "host:b,path:/t1": "2", "host:b,path:/t2": "8"},
    )

    found = evaluated(store, f"{aggregator}:web.hits{{*}} by {{host}}", 20)

    assert rows(found) == {"a": [a], "b": [b]}


@pytest.mark.parametrize("aggregator", ["sum", "min", "max", "avg"])
def test_an_aggregator_has_no_effect_on_one_series_per_group(aggregator: str) -> None:
    """metrics/guide/different-aggregators-look-same"""
    store = Store()
    put_all(store, "web.hits", {"host:a,path:/t1": "5", "host:b,path:/t2": "8"})

    assert rows(evaluated(store, f"{aggregator}:web.hits{{*}} by {{host}}", 20)) == {"a": [5], "b": [8]}


def test_a_rollup_ends_with_a_bucket_that_the_window_cuts() -> None:
    """monitors/guide/monitor-arithmetic-and-sparse-metrics: one of the points lies in the bucket, after the window"""
    store = Store()
    put(store, "my.sparse", "1 _ 2 1 _ 1", step=30)

    assert row(evaluated(store, "sum:my.sparse{*}.rollup(sum,60)", 180)) == [1, 3, 1]
    assert row(evaluated(store, "sum:my.sparse{*}.rollup(sum,60)", 130)) == [1, 3, None]


def test_division_by_zero_and_by_nothing_is_dropped() -> None:
    """monitors/guide/monitor-arithmetic-and-sparse-metrics"""
    store = Store()
    put(store, "a", "10 10 10", step=MINUTE)
    # With as_rate nothing is interpolated, and what is missing is zero: 10 / 0 is dropped just as 10 / null is.
    put(store, "b", "0 1 _", kind="count", step=MINUTE)

    assert row(evaluated(store, "sum:a{*} / sum:b{*}.fill(null)", 180, interval=60)) == [None, 10, None]
    assert watched(store, "sum(last_3m):sum:a{*} / sum:b{*}.fill(null) > 1", NOON + 180) == {"": 10}


def test_gauges_that_take_turns_every_five_minutes_need_a_fill() -> None:
    """monitors/guide/monitor-arithmetic-and-sparse-metrics; `(1)` in its table is from before the window"""
    store = Store()
    put_all(
        store,
        "my.gaps",
        {"timer:norm,env:a": "_ 1 _ 0 _ 1 _ 1", "timer:offset,env:a": "1 _ 1 _ 1 _ 1 _"},
        step=300,
    )
    end = NOON + 300 + 35 * MINUTE
    norm, offset = "sum:my.gaps{timer:norm,env:a}", "sum:my.gaps{timer:offset,env:a}"

    bare = f"sum(last_35m):{norm}.rollup(avg,300) / {offset}.rollup(avg,300) > 0"
    filled = f"sum(last_35m):{norm}.rollup(avg,300).fill(last,900) / {offset}.rollup(avg,300).fill(last,900) > 0"

    assert watched(store, bare, end) == {"": None}
    assert watched(store, filled, end) == {"": 5}


def test_weighted_counts_how_long_a_tag_lived() -> None:
    """dashboards/guide/how-weighted-works"""
    store = Store()
    put_all(
        store,
        "pod.uptime",
        {
            "app:a,version:1": "12 _ _ _ _ _",
            "app:b,version:1": "_ 12 12 12 _ _",
            "app:c,version:1": "_ _ _ _ 12 12",
            "app:d,version:2": "12 _ _ _ _ _",
            "app:e,version:2": "_ 16 16 16 _ _",
            "app:f,version:2": "_ _ _ _ 18 18",
        },
    )

    weighted = evaluated(store, "sum:pod.uptime{*} by {app}.weighted()", interval=MINUTE)
    assert rows(weighted) == {"a": [2], "b": [6], "c": [4], "d": [2], "e": [8], "f": [6]}
    weighted = evaluated(store, "sum:pod.uptime{*} by {version}.weighted()", interval=MINUTE)
    assert rows(weighted) == {"1": [12], "2": [16]}
    plain = evaluated(store, "sum:pod.uptime{*} by {version}.rollup(avg, 60)")
    assert rows(plain) == {"1": [36], "2": [46]}


def test_counts_as_rates_and_rates_as_counts() -> None:
    """metrics/custom_metrics/type_modifiers"""
    store = Store()
    put(store, "my.count", "1 1 1 1", kind="count", step=20)
    put(store, "my.rate", "0.05 0.05 0.05 0.05", kind="rate", step=20, interval=20)

    assert row(evaluated(store, "sum:my.count{*}.as_rate()", 80)) == [0.05, 0.05, 0.05, 0.05]
    assert row(evaluated(store, "sum:my.rate{*}.as_count()", 80)) == [1, 1, 1, 1]


def test_a_counter_of_the_agent_is_a_rate_of_ten_seconds() -> None:
    """metrics/types: three calls in ten seconds are stored as 0.3 a second"""
    store = Store()
    put(store, "my.hits", "0.3 0 0.1 _ _ _", kind="rate")

    assert row(evaluated(store, "sum:my.hits{*}.as_count()", interval=MINUTE)) == [4]
    assert row(evaluated(store, "sum:my.hits{*}.as_rate()", interval=MINUTE)) == [round(4 / 60, 9)]


@pytest.mark.parametrize(
    ("aggregator", "value", "tolerance"),
    [
        ("avg", 1.7272727, 1e-6),
        ("count", 11, 0),
        ("max", 3, 0),
        ("min", 1, 0),
        ("sum", 19, 0),
        ("p50", 2, 0.01),
        ("p75", 2, 0.01),
        ("p90", 3, 0.01),
        ("count(v: v<=2)", 9, 0),
        ("count(v: v>2)", 2, 0),
    ],
)
def test_a_distribution_of_two_hosts(aggregator: str, value: float, tolerance: float) -> None:
    """metrics/types"""
    store = Store()
    samples(store, "request.response_time", [1, 1, 1, 2, 2, 2, 3, 3], "host:a")
    samples(store, "request.response_time", [1, 1, 2], "host:b")

    ((found,),) = evaluated(store, f"{aggregator}:request.response_time{{*}}", 20).values.tolist()

    assert found == pytest.approx(value, rel=tolerance, abs=1e-9)


def test_default_zero_carries_a_lone_gauge_for_five_minutes() -> None:
    """dashboards/functions/interpolation"""
    store = Store()
    put(store, "custom.metric", "1", start=NOON + 15 * MINUTE)

    plain = row(evaluated(store, "avg:custom.metric{*}", 1800, interval=MINUTE))
    zeroed = row(evaluated(store, "default_zero(avg:custom.metric{*})", 1800, interval=MINUTE))

    assert plain == [None] * 15 + [1] + [None] * 14
    assert zeroed == [0] * 15 + [1] * 6 + [0] * 9


def test_counts_are_summed_before_they_are_divided() -> None:
    """monitors/guide/as-count-in-monitor-evaluations; the page divides by 5 in each minute"""
    store = Store()
    put(store, "requests.error", "1 2 3 4 5", kind="count", step=MINUTE)
    put(store, "requests.total", "5 5 5 5 5", kind="count", step=MINUTE)
    end = NOON + 300

    counts = "sum(last_5m):sum:requests.error{*}.as_count() / sum:requests.total{*}.as_count() > 0"
    rates = "sum(last_5m):sum:requests.error{*}.as_rate() / sum:requests.total{*}.as_rate() > 0"

    assert watched(store, counts, end) == {"": 0.6}
    assert watched(store, rates, end) == {"": 3}


def test_counts_are_summed_before_they_are_divided_by_ten() -> None:
    """The same with ten requests a minute: 0.3 and 1.5"""
    store = Store()
    put(store, "requests.error", "1 2 3 4 5", kind="count", step=MINUTE)
    put(store, "requests.total", "10 10 10 10 10", kind="count", step=MINUTE)

    counts = "sum(last_5m):sum:requests.error{*}.as_count() / sum:requests.total{*}.as_count() > 0"
    rates = "sum(last_5m):sum:requests.error{*}.as_rate() / sum:requests.total{*}.as_rate() > 0"

    assert watched(store, counts, NOON + 300) == {"": 0.3}
    assert watched(store, rates, NOON + 300) == {"": 1.5}


def test_groups_without_a_tag_are_not_applicable_and_can_be_left_out() -> None:
    """dashboards/functions/exclusion: 3 x 4 lines, of which 2 x 3 have both tags"""
    store = Store()
    for account in ("account:prod", "account:build", ""):
        for region in ("region:us-east-1", "region:us-west-1", "region:eu-central-1", ""):
            put(store, "load", "1", *filter(None, (account, region)))

    query = "avg:load{*} by {account,region}"

    assert len(evaluated(store, query, 20).groups) == 12
    assert len(evaluated(store, f"exclude_null({query})", 20).groups) == 6


def test_hosts_that_report_in_turn_are_aligned_with_values_around_the_window() -> None:
    """metrics/guide/interpolation-the-fill-modifier-explained: its table, with values before and after for Y and X"""
    store = Store()
    put_all(store, "net.bytes_rcvd", {"host:a": "15 _ _ 25 _ _ 31", "host:b": "_ 10 _ 30 40"})
    put(store, "net.bytes_rcvd", "10", "host:b", start=NOON - 20)
    x, y = 27, 10

    found = row(evaluated(store, "sum:net.bytes_rcvd{*}", 50, interval=10))

    assert found == [15 + y, pytest.approx(28.333333333), pytest.approx(21.666666667 + 20), 55, 40 + x]
