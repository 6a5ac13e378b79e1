from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.rhythm import daily, weekly
from tests.testing.load.at import every


def test_is_highest_at_the_peak_and_lowest_twelve_hours_later() -> None:
    amounts = every(daily("10/s", "2/s", peak="15:00"), 3600, 24)

    assert (amounts.index(max(amounts)), amounts.index(min(amounts))) == (15, 3)
    assert (max(amounts), min(amounts)) == (10, 2)


def test_is_another_at_the_weekend() -> None:
    assert every(weekly("5/s", "1/s"), 86400, 8) == [5, 5, 5, 5, 5, 1, 1, 5]


def test_takes_a_day_within_a_week() -> None:
    amounts = every(weekly(daily("10/s", "2/s", peak="12:00"), "1/s"), 12 * 3600, 14)

    assert amounts == pytest.approx([2, 10] * 5 + [1, 1] * 2)


def test_refuses_a_peak_that_is_no_time_of_the_day() -> None:
    with pytest.raises(UsageError, match="peak='25:00' is no time of the day; write one like '15:00'"):
        daily("1/s", "2/s", peak="25:00")
