from __future__ import annotations

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, row


def test_signs_and_logarithms() -> None:
    store = Store()
    put(store, "x", "-8 0 8 100", step=20)

    assert row(evaluated(store, "abs(avg:x{*})", 80)) == [8, 0, 8, 100]
    assert row(evaluated(store, "log2(avg:x{*})", 80)) == [None, None, 3, 6.64385619]
    assert row(evaluated(store, "log10(avg:x{*})", 80)) == [None, None, 0.903089987, 2]


def test_sums_of_what_came_before() -> None:
    store = Store()
    put(store, "x", "1 2 _ 4", step=20)

    assert row(evaluated(store, "cumsum(avg:x{*})", 80)) == [1, 3, None, 7]
    assert row(evaluated(store, "integral(avg:x{*})", 80)) == [0, 40, None, 40 + 4 * 40]
