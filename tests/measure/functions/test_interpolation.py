from __future__ import annotations

from dogwatch.measure import Store
from tests.measure.series import NOON, evaluated, put, put_all, row, rows, watched

DAY = 86400


def test_what_is_null_is_zero() -> None:
    store = Store()
    put(store, "c", "1 _ 3", kind="count", step=20)

    assert row(evaluated(store, "default_zero(sum:c{*}.as_count())")) == [1, 0, 3]


def test_without_a_series_there_is_a_zero() -> None:
    assert rows(evaluated(Store(), "default_zero(avg:x{*})", interval=60)) == {"": [0]}
    assert rows(evaluated(Store(), "default_zero(avg:x{*} by {host})", interval=60)) == {}


def test_groups_of_the_last_day_are_zero() -> None:
    store = Store()
    put(store, "x", "1", "host:gone")
    put(store, "x", "1", "host:a", start=NOON + DAY + 7200)

    found = evaluated(store, "default_zero(avg:x{*} by {host})", 20, start=NOON + DAY + 7200, interval=60)
    assert rows(found) == {"a": [1]}
    found = evaluated(store, "default_zero(avg:x{*} by {host})", 20, start=NOON + DAY - 3600, interval=60)
    assert rows(found) == {"gone": [0], "a": [0]}


def test_a_monitor_of_a_group_that_fell_silent_sees_zero() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "5", "host:b": "5 5 5 5 5 5 5 5 5 5 5 5"}, step=60)

    assert watched(store, "min(last_1m):default_zero(avg:x{*} by {host}) < 1", NOON + 720) == {"a": 0, "b": 5}


def test_gaps_of_what_was_aggregated_are_filled() -> None:
    store = Store()
    put(store, "x", "1 _ _ 4", step=20)

    assert row(evaluated(store, "fill(avg:x{*} * 2, 'last', 20)", 80)) == [2, 2, None, 8]
    assert row(evaluated(store, "fill(avg:x{*}, linear)", 80)) == [1, 2, 3, 4]
