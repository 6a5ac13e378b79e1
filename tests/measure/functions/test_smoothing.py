from __future__ import annotations

import pytest

from dogwatch.measure import Store
from tests.measure.series import evaluated, put, row


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("ewma_3", [8, 6, None, 8, 4]),
        ("median_3", [8, 6, None, 8, 4]),
        ("rollingavg_2", [8, 6, None, 7, 5]),
    ],
)
def test_values_are_smoothed_over_a_span_without_nulls(function: str, expected: list[float | None]) -> None:
    store = Store()
    put(store, "x", "8 4 _ 10 0", step=20)

    assert row(evaluated(store, f"{function}(avg:x{{*}})", 100)) == expected


def test_a_long_series_is_smoothed_as_a_short_one() -> None:
    """However many blocks it takes."""
    values = [(17 * at) % 29 for at in range(180)]
    store = Store()
    put(store, "x", " ".join(map(str, values)), step=20)
    smooth, expected = float(values[0]), []
    for value in values:
        smooth += (value - smooth) * 2 / 21
        expected.append(smooth)

    assert row(evaluated(store, "ewma_20(avg:x{*})", 3600)) == pytest.approx(expected)
