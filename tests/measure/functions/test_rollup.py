from __future__ import annotations

import pytest

from dogwatch.measure import Store
from dogwatch.measure.functions import rollup
from tests.measure.series import evaluated, put, put_all, row, rows


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("moving_rollup(avg:x{*}, 40, 'avg')", [1, 2, 3, 7]),
        ("moving_rollup(avg:x{*}, 60, 'sum')", [1, 4, 4, 10]),
        ("moving_rollup(avg:x{*}, 60, min)", [1, 1, 1, 3]),
        ("moving_rollup(avg:x{*}, 60, 'max')", [1, 3, 3, 7]),
        ("moving_rollup(avg:x{*}, 60, 'count')", [1, 2, 2, 2]),
        ("moving_rollup(avg:x{*}, 60, 'median')", [1, 2, 2, 5]),
        ("moving_rollup(avg:x{*}, 9999)", [1, 2, 2, 3.666666667]),
    ],
)
def test_the_last_seconds_are_joined(call: str, expected: list[float]) -> None:
    store = Store()
    put(store, "x", "1 3 _ 7", step=20)

    assert row(evaluated(store, call, 80)) == expected


def test_many_groups_take_several_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    put_all(store, "x", {f"host:{host}": f"{host} 1 2" for host in range(5)}, step=20)
    query = "moving_rollup(avg:x{*} by {host}, 60, 'sum')"
    whole = rows(evaluated(store, query))

    monkeypatch.setattr(rollup, "_TABLE", 10)

    assert whole["4"] == [4, 5, 7]
    assert rows(evaluated(store, query)) == whole
