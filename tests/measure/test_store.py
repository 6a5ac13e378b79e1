from __future__ import annotations

import numpy as np
import pytest

from dogwatch.measure import Plan, Retention, Store
from dogwatch.query import parse_metric

from .series import NOON, evaluated, put, row, samples

SHORT = Retention(fine=1200, minutes=2 * 3600, hours=2 * 86400)
DAY = 86400


def total(store: Store, begin: int, end: int, metric: str = "x") -> float:
    """The sum of all values of a metric in a window."""
    query = parse_metric(f"sum:{metric}{{*}}.rollup(sum)")
    (found,) = Plan(store, query).scalar(begin, end, "sum").values
    return float(found)


def test_a_series_takes_at_most_the_stated_memory() -> None:
    assert Retention().bytes_per_series == 492_544
    store = Store(SHORT)
    series = [store.series("x", [f"host:{host}"]) for host in range(3)]

    for hour in range(4 * 24):
        times = NOON + hour * 3600 + np.arange(0, 3600, 10)
        for each in series:
            store.add(each, times, np.ones(360))

    store.settle(hours=True)

    pages = sum(tier.pages for tier in store.tiers)
    assert pages * 60 * 8 * 4 <= 3 * SHORT.bytes_per_series
    assert pages == 3 * sum(tier.slots for tier in store.tiers)


def test_a_new_series_takes_six_kilobytes() -> None:
    store = Store()
    put(store, "x", "1")
    put(store, "y", "1")
    evaluated(store, "avg:x{*}", 86400 * 90)

    assert sum(tier.pages for tier in store.tiers) * 60 * 8 * 4 / 2 == 5760


def test_values_are_kept_by_ten_seconds_then_by_the_minute_then_by_the_hour() -> None:
    store = Store()
    put(store, "x", " ".join(["1"] * 360))
    for later in (0, 5 * 3600, 9 * DAY, 91 * DAY):
        put(store, "y", "1", start=NOON + later)
        assert total(store, NOON, NOON + 3600) == 360

    put(store, "y", "1", start=NOON + 97 * DAY)
    assert Plan(store, parse_metric("sum:x{*}")).scalar(NOON, NOON + 3600).groups == ()


def test_late_values_change_the_minutes_that_were_made_before() -> None:
    store = Store()
    put(store, "x", "1 1 1 1 1 1")
    assert row(evaluated(store, "max:x{*}.rollup(max, 60)")) == [1]

    put(store, "x", "5", start=NOON + 20)

    assert row(evaluated(store, "max:x{*}.rollup(max, 60)")) == [5]
    assert row(evaluated(store, "max:x{*}.rollup(count, 60)")) == [7]


def test_values_that_are_too_old_or_no_numbers_are_left_out_and_counted() -> None:
    store = Store()
    series = store.series("x")

    assert store.add(series, [NOON, NOON - 4 * 3600 - 600], [1, 2]).tolist() == [True, True]
    assert store.add(series, [NOON, NOON - 4 * 3600 - 600], [1, 2]).tolist() == [True, False]
    assert store.add(series, NOON, [float("nan"), float("inf"), 3]).tolist() == [False, False, True]
    late = [NOON, NOON - 4 * 3600 - 600, NOON]
    assert store.add(series, late, [float("nan"), 1, 3]).tolist() == [False, False, True]
    assert store.add(series, [], []).tolist() == []


def test_one_batch_may_span_more_than_is_kept_finely() -> None:
    store = Store()
    times = NOON + 60 * np.arange(3 * 1440)

    assert store.add(store.series("x"), times[::-1], np.ones(len(times))).all()

    assert total(store, NOON, NOON + 3 * DAY) == 3 * 1440


def test_values_of_a_series_in_the_same_ten_seconds_are_kept_together() -> None:
    store = Store()
    store.add(store.series("x"), [NOON, NOON + 3, NOON + 9], [1, 2, 6])

    assert row(evaluated(store, "avg:x{*}", 10, interval=10)) == [3]
    assert row(evaluated(store, "avg:x{*}.rollup(max)", 10, interval=10)) == [6]


def test_many_series_are_added_to_at_once() -> None:
    store = Store()
    series = [store.series("x", [f"host:{host}"]) for host in range(100)]

    store.add(series, NOON, np.arange(100))

    assert row(evaluated(store, "sum:x{*}", 20)) == [4950]


def test_sampled_values_stand_for_several() -> None:
    store = Store()
    store.add_samples(store.series("d", kind="distribution"), NOON, [1, 3], [4, 1])

    assert row(evaluated(store, "count:d{*}", 20)) == [5]
    assert row(evaluated(store, "sum:d{*}", 20)) == [7]
    assert row(evaluated(store, "p50:d{*}", 20)) == [pytest.approx(1, rel=0.01)]


def test_a_series_of_which_nothing_is_kept_is_dropped() -> None:
    store = Store(SHORT)
    put(store, "x", "1", "host:gone")
    put(store, "x", "1", "host:a")
    before = store.dropped

    for day in range(1, 8):
        put(store, "x", "1", "host:a", start=NOON + day * DAY)

    assert store.dropped == before + 1
    assert store.metrics["x"].rows.tolist() == [1]
    assert store.series("x", ["host:new"]) == 0
    found = evaluated(store, "avg:x{*} by {host}", start=NOON + 7 * DAY)
    assert found.groups == (("a",),)


def test_a_series_that_is_new_or_speaks_again_is_not_dropped() -> None:
    store = Store(SHORT)
    put(store, "x", "1", "host:back")
    fresh = store.series("x", ["host:fresh"])

    put(store, "x", "2", "host:back", start=NOON + 20 * DAY)
    store.add(fresh, NOON + 20 * DAY, 3)

    assert store.dropped == 0
    assert row(evaluated(store, "sum:x{*}", 20, start=NOON + 20 * DAY)) == [5]


def test_values_of_which_sums_are_no_numbers_are_left_out_and_counted() -> None:
    store = Store()
    number = store.series("x")
    assert store.add(number, NOON, [1e101, -1e308, np.inf, np.nan, 1e100, 1.0]).sum() == 2
    assert row(evaluated(store, "max:x{*}.rollup(max)", 20)) == [1e100]
    assert not store.add(number, NOON, np.inf).any()
    distribution = store.series("d", kind="distribution")
    assert store.add_samples(distribution, NOON, [1e308, 2.0], [1e9, 1e9]).tolist() == [False, True]
    assert row(evaluated(store, "sum:d{*}", 20)) == [2e9]


def test_a_distribution_and_another_type_need_two_names() -> None:
    store = Store()
    samples(store, "d", [1])

    with pytest.raises(ValueError, match=r"d is a distribution; a gauge needs another name"):
        store.series("d", kind="gauge")


def test_bins_by_the_minute_are_kept_for_two_days_and_those_by_the_hour_go_on() -> None:
    store = Store()
    samples(store, "d", [*range(1, 101)], at=NOON + 600)
    samples(store, "d", [1000], at=NOON + 3600)
    for later in (0, DAY, 2 * DAY, 3 * DAY):
        samples(store, "d", [1], at=NOON + later)

    assert [bins.read(cell) is None for bins, cell in zip(store.bins, cells_of(NOON + 600), strict=True)] == [
        True,
        True,
        False,
    ]
    median = Plan(store, parse_metric("p50:d{*}"))
    # The window cuts hours, which are taken whole: the first has the values, the last is nearly empty in the window.
    found = median.series(NOON + 900, NOON + 3660, 300)
    assert (found.interval, found.times.tolist()) == (3600, [NOON, NOON + 3600])
    assert found.values[0].tolist() == pytest.approx([50, 1000], rel=0.02)
    assert Plan(store, parse_metric("avg:d{*}")).series(NOON + 900, NOON + 3660, 300).interval == 300


def cells_of(second: int) -> list[int]:
    return [second // length for length in (10, 60, 3600)]


def test_a_distribution_has_bins_in_at_most_as_many_cells_as_is_stated() -> None:
    retention = Retention(fine=1200, minutes=6 * 3600, hours=2 * DAY, minute_bins=3600)
    assert Retention().cells_of_bins == 6599
    store = Store(retention)
    number = store.series("d", [], "distribution")
    most = 0

    for minute in range(3 * 24 * 60):
        store.add_samples(number, NOON + 60 * minute + np.arange(0, 60, 10), np.ones(6))
        if minute % 7 == 0:
            store.settle(hours=True)
            most = max(most, sum(len(bins.cells.keys() | bins._pending.keys()) for bins in store.bins))

    assert retention.cells_of_bins - 10 <= most <= retention.cells_of_bins


def test_bins_are_forgotten_with_the_cells() -> None:
    store = Store(SHORT)
    for hour in range(4 * 24):
        samples(store, "d", [1, 2, 3], at=NOON + hour * 3600)

    cells = [len(bins.cells) + len(bins._pending) for bins in store.bins]

    assert [bins.bytes for bins in store.bins] == [12 * 3 * count for count in cells]
    assert cells[0] <= 1
    assert cells[1] <= 3
    assert 48 <= cells[2] <= 48 + 60


def test_knows_the_values_that_tags_have_for_a_key():
    store = Store()
    store.series("a", ["env:prod", "bare"])
    store.series("b", ["env:staging", "env:prod"])
    assert store.tag_values("env") == ["prod", "staging"]
    assert store.tag_values("bare") == []
