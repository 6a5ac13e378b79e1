from __future__ import annotations

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, put_all, row, rows


def test_a_line_of_least_squares() -> None:
    store = Store()
    put(store, "x", "1 3 2 _ 5", step=20)

    assert row(evaluated(store, "trend_line(avg:x{*})", 100)) == [
        1.2,
        2.085714286,
        2.971428571,
        3.857142857,
        4.742857143,
    ]


def test_one_value_makes_no_line() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ _", "host:b": "2 2 2"}, step=20)

    assert rows(evaluated(store, "trend_line(avg:x{*} by {host}.fill(null))")) == {"b": [2, 2, 2]}
