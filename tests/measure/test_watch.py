from __future__ import annotations

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Round, Store, Watch
from dogwatch.query import MetricAlert, parse_monitor

from .series import NOON, each, put, put_all, samples, watched

REFUSED = "window-of-no-percentile"


@pytest.mark.parametrize(
    ("aggregator", "a", "b"),
    [("avg", 2, 5), ("sum", 6, 10), ("min", 1, 5), ("max", 3, 5), ("last", 3, 5)],
)
def test_a_window_is_reduced_per_group(aggregator: str, a: float, b: float) -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 2 3", "host:b": "_ 5 5"}, step=60)

    assert watched(store, f"{aggregator}(last_3m):avg:x{{*}} by {{host}}.fill(null) > 1", NOON + 180) == {
        "a": a,
        "b": b,
    }


def test_a_group_without_data_has_no_value_and_one_without_a_tag_is_left_out() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 1 1 _ _ _", "host:b": "2 2 2 2 2 2", "env:prod": "3 3 3 3 3 3"}, step=60)

    assert watched(store, "avg(last_3m):avg:x{*} by {host} > 1", NOON + 360) == {"a": None, "b": 2}
    assert watched(store, "avg(last_3m):avg:x{host:a} > 1", NOON + 360) == {"": None}
    assert watched(store, "avg(last_3m):avg:never{*} by {host} > 1", NOON + 360) == {}


def test_a_change_compares_with_the_same_window_earlier() -> None:
    """monitors/types/change-alert: (a - b) / b * 100"""
    store = Store()
    put(store, "x", " ".join(["10"] * 5 + ["12"] * 5), step=60)

    assert watched(store, "change(avg(last_5m),last_5m):avg:x{*} > 1", NOON + 600) == {"": 2}
    assert watched(store, "pct_change(avg(last_5m),last_5m):avg:x{*} > 1", NOON + 600) == {"": 20}
    assert watched(store, "pct_change(avg(last_5m),5m_ago):avg:x{*} > 1", NOON + 600) == {"": 20}


def test_the_percentile_of_a_window_is_that_of_all_its_values() -> None:
    store = Store()
    for minute in range(5):
        samples(store, "d", [minute * 20 + value for value in range(20)], at=NOON + 60 * minute)

    assert watched(store, "percentile(last_5m):p90:d{*} > 1", NOON + 300) == {"": pytest.approx(89, rel=0.01)}
    assert watched(store, "avg(last_5m):p90:d{*} > 1", NOON + 300) == {"": pytest.approx(57, rel=0.01)}


def test_a_percentile_of_a_window_needs_a_percentile() -> None:
    with pytest.raises(NotEvaluated, match=rf"{REFUSED}.*avg:x{{\*}}, which is none"):
        watched(Store(), "percentile(last_5m):avg:x{*} > 1", NOON)


def test_counts_are_summed_before_functions_over_arithmetic() -> None:
    store = Store()
    put(store, "c", "1 2 3", kind="count", step=60)
    put(store, "t", "4 4 4", kind="count", step=60)
    share = "(sum:c{*}.as_count() - sum:t{*}.as_count()) / sum:t{*}.as_count()"

    assert watched(store, f"sum(last_3m):{share} > 1", NOON + 180) == {"": -0.5}
    assert watched(store, f"sum(last_3m):abs({share}) > 1", NOON + 180) == {"": 0.5}
    assert watched(store, f"sum(last_3m):-({share}) * 100 > 1", NOON + 180) == {"": 50}
    # A function over time sees the series: -3/4, -2/4, -1/4 and their running sums.
    assert watched(store, f"sum(last_3m):cumsum({share}) > 1", NOON + 180) == {"": -3.5}


def test_monitors_of_one_round_have_their_own_windows() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 2 3 4 5 6"}, step=60)
    put_all(store, "y", {"host:b": "7 7 7 7 7 7"}, step=60)
    texts = ["avg(last_5m):avg:x{*} > 1", "max(last_5m):avg:x{*} by {host} > 1", "avg(last_1m):avg:y{*} by {host} > 1"]
    alerts = [parse_monitor(text, "query alert") for text in texts]
    round = Round(store, [Watch(store, alert) for alert in alerts if isinstance(alert, MetricAlert)])

    now = NOON + 300
    assert [each(found) for found in round.values([(now - 300, now), (now - 300, now), (now - 60, now)])] == [
        {"": 3},
        {"a": 5},
        {"b": 7},
    ]
    put(store, "x", "100", "host:new", start=NOON + 300)
    now = NOON + 360
    assert each(round.values([(now - 300, now), (now - 300, now), (now - 60, now)])[1]) == {"a": 6, "new": 100}


def test_monitors_of_one_round_have_their_own_buckets() -> None:
    store = Store()
    put(store, "x", "1 2 3 4 5 6", step=10)
    texts = ["max(last_1m):sum:x{*}.rollup(sum, 30) > 1", "max(last_1m):sum:x{*}.rollup(sum) > 1"]
    alerts = [parse_monitor(text, "query alert") for text in texts]
    round = Round(store, [Watch(store, alert) for alert in alerts if isinstance(alert, MetricAlert)])

    assert [each(found) for found in round.values([(NOON, NOON + 60)] * 2)] == [{"": 15}, {"": 21}]


def test_a_count_without_arithmetic_is_reduced_as_a_series() -> None:
    store = Store()
    put(store, "c", "1 2 3", kind="count", step=60)

    assert watched(store, "max(last_3m):-sum:c{*}.as_count() > 1", NOON + 180) == {"": -1}


def test_a_monitor_of_a_number_has_that_value() -> None:
    assert watched(Store(), "avg(last_5m):2 * 3 > 1", NOON) == {"": 6}
