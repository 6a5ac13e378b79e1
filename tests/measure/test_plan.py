from __future__ import annotations

import numpy as np
import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Plan, Store
from dogwatch.query import parse_formula, parse_metric

from .series import NOON, each, evaluated, put, put_all, row, rows, samples


def test_one_gauge_is_averaged_by_twenty_seconds() -> None:
    store = Store()
    series = store.series("queue.depth", ["host:a"])
    store.add(series, NOON + 10 * np.arange(6), [1, 2, 3, 4, 5, 6])

    found = Plan(store, parse_metric("avg:queue.depth{*}")).series(NOON, NOON + 60)

    assert found.groups == ((),)
    assert found.times.tolist() == [NOON, NOON + 20, NOON + 40]
    assert found.values.tolist() == [[1.5, 3.5, 5.5]]


def test_an_interval_can_be_asked_for() -> None:
    store = Store()
    put(store, "queue.depth", "1 2 3 4 5 6", "host:a")

    assert row(evaluated(store, "avg:queue.depth{*}", interval=30)) == [2, 5]
    assert row(evaluated(store, "avg:queue.depth{*}.rollup(max, 30)")) == [3, 6]


def test_groups_are_sorted_and_those_without_values_are_none() -> None:
    store = Store()
    put_all(store, "x", {"host:b": "1", "host:a": "2", "env:prod": "3"})
    put(store, "x", "4", "host:old", start=NOON - 600)

    found = evaluated(store, "avg:x{*} by {host}", 20)

    assert found.keys == ("host",)
    assert found.groups == (("N/A",), ("a",), ("b",))


def test_a_series_with_two_values_of_a_tag_is_in_both_groups() -> None:
    store = Store()
    put_all(store, "x", {"role:a,role:b": "1", "role:b": "2"})

    assert rows(evaluated(store, "sum:x{*} by {role}", 20)) == {"a": [1], "b": [3]}


def test_a_query_without_an_aggregator_is_the_average() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1", "host:b": "2"})

    assert row(evaluated(store, "x{*}", 20)) == [1.5]


@pytest.mark.parametrize(
    ("aggregator", "value"),
    [
        ("avg", 3),
        ("mean", 3),
        ("sum", 9),
        ("min", 1),
        ("max", 5),
        ("last", 3),
        ("area", 540),
        ("l2norm", round(35**0.5, 9)),
    ],
)
def test_a_window_as_one_value(aggregator: str, value: float) -> None:
    store = Store()
    put(store, "x", "1 5 3 _", step=60)

    plan = Plan(store, parse_metric("avg:x{*}.rollup(avg, 60)"))

    assert each(plan.scalar(NOON, NOON + 240, aggregator)) == {"": value}


def test_a_formula_is_applied_to_the_values_of_its_queries() -> None:
    store = Store()
    put(store, "errors", "1 2 3", kind="count", step=60)
    put(store, "hits", "10 10 10", kind="count", step=60)
    queries = {
        "a": parse_metric("sum:errors{*}.as_count().rollup(60)"),
        "b": parse_metric("sum:hits{*}.as_count().rollup(60)"),
    }

    def value(formula: str, aggregators: str | dict[str, str]) -> dict[str, float | None]:
        return each(Plan(store, parse_formula(formula), queries).scalar(NOON, NOON + 180, aggregators))

    assert value("a / b * 100", "sum") == {"": 20}
    assert value("a / b", {"a": "max", "b": "sum"}) == {"": 0.1}
    assert value("cumsum(a)", "last") == {"": 6}
    assert value("diff(a) + b", {"a": "sum", "b": "max"}) == {"": 12}
    assert value("b + cumsum(2 * a)", {"a": "max", "b": "sum"}) == {"": 42}
    assert value("b + cumsum(a * 2)", {"a": "max", "b": "sum"}) == {"": 42}
    assert value("clamp_max(a - b, -25)", "sum") == {"": -25}
    assert value("7", "avg") == {"": 7}


def test_a_rank_of_scalars_is_one_of_reduced_values() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "4 0", "host:b": "1 1", "host:c": "_ _"}, step=60)
    put_all(store, "y", {"host:a": "1 4", "host:b": "1 1"}, step=60)
    query = "top(sum:x{*} by {host}.rollup(60) / sum:y{*} by {host}.rollup(60), 1, 'mean', 'desc')"

    # 4 / 5 and 2 / 2, where the means of the quotients would be 2 and 1.
    assert each(Plan(store, parse_metric(query)).scalar(NOON, NOON + 120, "sum")) == {"b": 1}


def test_the_percentile_of_a_window() -> None:
    store = Store()
    samples(store, "d", range(1, 101))
    samples(store, "d", range(901, 1001), at=NOON + 60)
    plan = Plan(store, parse_metric("p75:d{*}"))

    assert each(plan.scalar(NOON, NOON + 120, "percentile")) == {"": pytest.approx(950, rel=0.01)}
    with pytest.raises(NotEvaluated, match="window-of-no-percentile"):
        Plan(store, parse_metric("avg:d{*}")).scalar(NOON, NOON + 120, "percentile")


def test_nothing_has_no_scalar() -> None:
    assert each(Plan(Store(), parse_metric("avg:x{*} by {host}")).scalar(NOON, NOON + 60)) == {}


def test_other_aggregators_and_windows_are_mistakes() -> None:
    plan = Plan(Store(), parse_metric("avg:x{*}"))

    with pytest.raises(ValueError, match="'median' does not reduce a series; write one of avg, mean"):
        plan.scalar(NOON, NOON + 60, "median")
    with pytest.raises(ValueError, match="is empty; its end must be later"):
        plan.series(NOON, NOON)
