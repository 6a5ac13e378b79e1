from __future__ import annotations

import pytest

from dogwatch.draw import Data, page
from dogwatch.local.web.controls import controls
from dogwatch.measure import Store

# 2026-01-05 12:00 UTC
NOON = 1_767_614_400


@pytest.mark.parametrize(
    ("now", "span", "said"),
    [
        (NOON, "1h", "11:00:00 to 12:00:00 UTC"),
        (NOON, "1d", "2026-01-04 12:00 to 2026-01-05 12:00 UTC"),
        (NOON - 12 * 3600 + 600, "1h", "2026-01-04 23:10 to 2026-01-05 00:10 UTC"),
    ],
)
def test_a_time_that_crosses_midnight_has_dates(now: int, span: str, said: str) -> None:
    shown = page({"title": "t", "layout_type": "ordered", "widgets": []}, Data(Store()), now, span)
    assert f">{said}<" in controls(shown, {})
