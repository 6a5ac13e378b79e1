from __future__ import annotations

from dogwatch.measure import Store
from tests.measure.series import evaluated, put_all, row


def test_groups_are_counted_at_each_time() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 0 _", "host:b": "2 _ _", "host:c": "0 3 _", "host:d": "_ _ _"}, step=20)
    query = "avg:x{*} by {host}.fill(null)"

    assert row(evaluated(store, f"count_nonzero({query})")) == [2, 1, 0]
    assert row(evaluated(store, f"count_nonzero_finite({query})")) == [2, 1, 0]
    assert row(evaluated(store, f"count_not_null({query})")) == [3, 2, 0]


def test_no_groups_have_no_count() -> None:
    assert evaluated(Store(), "count_not_null(avg:x{*} by {host})").groups == ()
