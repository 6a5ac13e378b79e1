from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dogwatch.draw.spans import seconds, window

NOW = int(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp())  # a Wednesday
DAY = 86400


@pytest.mark.parametrize(
    ("time", "length"),
    [
        ({"live_span": "4h"}, 4 * 3600),
        ({"live_span": "1mo"}, 30 * DAY),
        ({"type": "live", "unit": "minute", "value": 17}, 17 * 60),
        ({"live_span": "week_to_date"}, 3 * DAY + 12 * 3600),
        ({"live_span": "month_to_date"}, 3 * DAY + 12 * 3600),
    ],
)
def test_a_widgets_own_time_ends_now(time: Any, length: int) -> None:
    assert window(time, NOW) == (NOW - length, NOW)


def test_a_fixed_time_has_its_ends() -> None:
    assert window({"type": "fixed", "from": 10, "to": 20}, NOW) == (10, 20)


@pytest.mark.parametrize("time", [None, {}, {"live_span": "alert"}, {"type": "fixed", "from": 20, "to": 10}, "4h"])
def test_without_one_of_its_own_it_has_the_pages(time: Any) -> None:
    assert window(time, NOW) is None


@pytest.mark.parametrize("text", ["", "4", "h", "0h", "4 h", "99999d", "4q"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert seconds(text) is None
