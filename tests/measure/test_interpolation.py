from __future__ import annotations

import numpy as np
import pytest

from dogwatch.measure import Store
from dogwatch.measure.interpolation import Fill, filled

from .series import NOON, evaluated, put, put_all, row, rows, watched

N = np.nan


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (Fill("linear", 180), [N, 1, 2, 3, N, N, N, 8, N, N]),
        (Fill("linear", 240), [N, 1, 2, 3, 4.25, 5.5, 6.75, 8, N, N]),
        (Fill("linear", 240, goes_on=True), [N, 1, 2, 3, 4.25, 5.5, 6.75, 8, 8, 8]),
        (Fill("linear", 60, goes_on=True), [N, 1, N, 3, N, N, N, 8, 8, N]),
        (Fill("last", 120), [N, 1, 1, 3, 3, 3, N, 8, 8, 8]),
        (Fill("zero", 60), [N, 1, 0, 3, 0, N, N, 8, 0, N]),
        (Fill("null", 900), [N, 1, N, 3, N, N, N, 8, N, N]),
        (Fill("last", 59), [N, 1, N, 3, N, N, N, 8, N, N]),
    ],
)
def test_gaps_are_filled(fill: Fill, expected: list[float]) -> None:
    values = np.array([[N, 1, N, 3, N, N, N, 8, N, N]])

    np.testing.assert_array_equal(filled(values, 60, fill), [expected])


def test_a_series_alone_is_left_as_it_is() -> None:
    store = Store()
    put(store, "x", "1 _ 3", "host:a", step=60)

    assert row(evaluated(store, "avg:x{*}", 180, interval=60)) == [1, None, 3]


def test_several_series_are_aligned() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ 3", "host:b": "5 5 5"}, step=60)

    assert rows(evaluated(store, "avg:x{*} by {host}", 180, interval=60)) == {"a": [1, 2, 3], "b": [5, 5, 5]}
    assert rows(evaluated(store, "avg:x{host:a} by {host}", 180, interval=60)) == {"a": [1, None, 3]}


def test_a_series_without_values_in_the_window_is_no_source() -> None:
    store = Store()
    put(store, "x", "1 1 1", "host:gone", start=NOON - 3600)
    put(store, "x", "1 _ 3", "host:a", step=60)

    assert row(evaluated(store, "avg:x{*}", 180, interval=60)) == [1, None, 3]


def test_two_queries_are_aligned_in_arithmetic() -> None:
    store = Store()
    put(store, "x", "1 _ 3", step=60)
    put(store, "y", "1 1 1", step=60)

    assert row(evaluated(store, "avg:x{*} + avg:y{*}", 180, interval=60)) == [2, 3, 4]
    assert row(evaluated(store, "avg:x{*} + 1", 180, interval=60)) == [2, None, 4]


def test_counts_are_not_interpolated() -> None:
    store = Store()
    for host, values in {"host:a": "1 _ 3", "host:b": "5 5 5"}.items():
        put(store, "c", values, host, kind="count", step=60)

    assert row(evaluated(store, "sum:c{*}.as_count()", 180, interval=60)) == [6, 5, 8]
    assert row(evaluated(store, "sum:c{*}", 180, interval=60)) == [6, 7, 8]


def test_a_monitor_does_not_look_at_what_comes_after_its_window() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ 3", "host:b": "5 5 5"}, step=60)

    assert watched(store, "last(last_2m):avg:x{*} by {host} > 0", NOON + 120) == {"a": 1, "b": 5}
    assert rows(evaluated(store, "avg:x{*} by {host}", 120, interval=60)) == {"a": [1, 2], "b": [5, 5]}
