from __future__ import annotations

import pytest

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, put_all, row, rows


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("clamp_min", [3, 3, 5]),
        ("clamp_max", [1, 3, 3]),
        ("cutoff_min", [None, 3, 5]),
        ("cutoff_max", [1, 3, None]),
    ],
)
def test_values_at_a_number_stay(function: str, expected: list[float | None]) -> None:
    store = Store()
    put(store, "x", "1 3 5", step=20)

    assert row(evaluated(store, f"{function}(avg:x{{*}}, 3)")) == expected


def test_groups_that_lack_a_tag_are_excluded() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1", "env:prod": "2", "host:b,env:prod": "3"})

    assert rows(evaluated(store, "exclude_null(avg:x{*} by {host,env})", 20)) == {"b,prod": [3]}
