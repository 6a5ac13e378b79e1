from __future__ import annotations

import numpy as np
import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Plan, Store, quantile
from dogwatch.query import parse_metric

from .series import NOON, each, evaluated, put, row, rows, samples

SHAPES = {
    "exponential": lambda chance: chance.exponential(0.2, 20_000),
    "two humps": lambda chance: np.concatenate([chance.normal(0.05, 0.01, 15_000), chance.normal(3, 0.2, 5_000)]),
    "long tail": lambda chance: chance.pareto(1.1, 20_000) + 1e-3,
    "both signs": lambda chance: chance.normal(0, 5, 20_000),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_percentiles_are_within_one_percent_of_the_exact_ones(shape: str) -> None:
    values = SHAPES[shape](np.random.default_rng(7))
    store = Store()
    for host, part in enumerate(np.array_split(values, 10)):
        samples(store, "d", part, f"host:{host}", at=NOON + 10 * host)

    for percentile in (50, 75, 90, 95, 99, 99.9, 99.99):
        (found,) = row(evaluated(store, f"p{percentile}:d{{*}}", 300, interval=300))
        exact = np.quantile(values, percentile / 100, method="lower")
        assert found == pytest.approx(exact, rel=0.01)


def test_percentiles_are_the_same_by_the_minute_and_by_the_hour() -> None:
    store = Store()
    chance = np.random.default_rng(3)
    for minute in range(120):
        samples(store, "d", chance.exponential(1, 50), "host:a", at=NOON + 60 * minute)
    before = Plan(store, parse_metric("p95:d{*}")).scalar(NOON, NOON + 7200, "percentile")

    put(store, "later", "1", start=NOON + 9 * 86400)

    assert each(Plan(store, parse_metric("p95:d{*}")).scalar(NOON, NOON + 7200, "percentile")) == each(before)


def test_percentiles_by_group_and_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many tables it takes."""
    store = Store()
    for host in "ab":
        for minute in range(5):
            samples(store, "d", [ord(host) + minute] * 3, f"host:{host}", at=NOON + 60 * minute)
    query = "p50:d{*} by {host}"
    whole = rows(evaluated(store, query, 300, interval=60))

    monkeypatch.setattr(quantile, "_TABLE", 60)

    assert whole["a"] == pytest.approx([97, 98, 99, 100, 101], rel=0.01)
    assert rows(evaluated(store, query, 300, interval=60)) == whole


def test_the_greatest_value_is_exact() -> None:
    store = Store()
    samples(store, "d", [1, 1, 1000.5])

    assert row(evaluated(store, "p99:d{*}", 20)) == [pytest.approx(1, rel=0.01)]
    assert row(evaluated(store, "max:d{*}", 20)) == [1000.5]
    samples(store, "one", [1.0037])
    assert row(evaluated(store, "p50:one{*}", 20)) == [1.0037]


@pytest.mark.parametrize(("comparison", "count"), [("<5", 2), ("<=5", 4), (">5", 3), (">=5", 5)])
def test_threshold_counts(comparison: str, count: float) -> None:
    store = Store()
    samples(store, "d", [1, 2, 5, 5, 8, 9, 10])

    assert row(evaluated(store, f"count(v: v{comparison}):d{{*}}", 20)) == [count]


def test_standard_deviation() -> None:
    values = np.random.default_rng(5).normal(100, 15, 5000)
    store = Store()
    samples(store, "d", values)

    assert row(evaluated(store, "stddev:d{*}", 20)) == [pytest.approx(values.std(), rel=0.01)]


def test_a_series_in_two_groups_counts_in_both() -> None:
    store = Store()
    samples(store, "d", [1, 2, 3], "role:a", "role:b")

    found = rows(evaluated(store, "p50:d{*} by {role}", 20))

    assert found == {"a": [pytest.approx(2, rel=0.01)], "b": [pytest.approx(2, rel=0.01)]}


def test_nothing_has_no_percentile() -> None:
    store = Store()
    samples(store, "d", [1])

    assert evaluated(store, "p50:d{*}", 20, start=NOON + 60).groups == ()
    assert evaluated(store, "p50:never{*}", 20).groups == ()


def test_bins_are_refused_where_one_value_is_wanted() -> None:
    store = Store()
    samples(store, "d", [1])

    with pytest.raises(NotEvaluated, match="histogram"):
        evaluated(store, "histogram:d{*}", 20)
