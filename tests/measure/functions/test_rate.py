from __future__ import annotations

import pytest

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, put_all, row


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("diff", [None, 20, -10, None, 40]),
        ("monotonic_diff", [None, 20, 0, None, 40]),
        ("derivative", [None, 1, -0.5, None, 1]),
        ("per_second", [None, 1, -0.5, None, 1]),
        ("per_minute", [None, 60, -30, None, 60]),
        ("per_hour", [None, 3600, -1800, None, 3600]),
        ("throughput", [5, 6, 5.5, None, 7.5]),
        ("dt", [None, 20, 20, None, 40]),
    ],
)
def test_how_fast_a_series_changes(function: str, expected: list[float | None]) -> None:
    store = Store()
    put(store, "x", "100 120 110 _ 150", step=20)

    assert row(evaluated(store, f"{function}(avg:x{{*}})", 100)) == expected


def test_differences_are_taken_before_series_are_aggregated() -> None:
    """A series that comes later would be a jump otherwise."""
    store = Store()
    put_all(store, "x", {"host:a": "10 11 12", "host:b": "_ 100 101"}, step=20)

    assert row(evaluated(store, "diff(sum:x{*})")) == [None, 1, 2]
    assert row(evaluated(store, "diff(sum:x{*} * 1)")) == [None, 101, 2]


def test_the_time_between_points_is_that_of_all_groups() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ _ 1", "host:b": "_ 1 _ _"}, step=20)

    assert row(evaluated(store, "dt(avg:x{*} by {host}.fill(null))", 80)) == [None, 20, None, 40]
    assert evaluated(store, "dt(avg:never{*})", 80).groups == ()
