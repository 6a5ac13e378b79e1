from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dogwatch.measure.calendar import CalendarShift


def moment(text: str, zone: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


@pytest.mark.parametrize(
    ("count", "unit", "now", "then"),
    [
        (1, "d", "2024-03-31T12:00", "2024-03-30T12:00"),
        (1, "w", "2024-04-03T12:00", "2024-03-27T12:00"),
        (1, "mo", "2024-03-31T12:00", "2024-02-29T12:00"),
        (2, "mo", "2024-01-15T12:00", "2023-11-15T12:00"),
        (1, "y", "2024-02-29T12:00", "2023-02-28T12:00"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_the_clock_shows_the_same_time_earlier(count: int, unit: str, now: str, then: str, zone: str) -> None:
    shift = CalendarShift(count, unit, zone)

    assert moment(now, zone) - shift.seconds(moment(now, zone)) == moment(then, zone)
