from __future__ import annotations

import pytest

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, row


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("is_greater(avg:x{*}, 3)", [0, 0, 1, None]),
        ("is_less(avg:x{*}, 3)", [1, 0, 0, None]),
        ("is_between(avg:x{*}, 1, 5)", [0, 1, 0, None]),
    ],
)
def test_values_become_one_or_zero(call: str, expected: list[float | None]) -> None:
    store = Store()
    put(store, "x", "1 3 5", step=20)

    assert row(evaluated(store, call, 80)) == expected
