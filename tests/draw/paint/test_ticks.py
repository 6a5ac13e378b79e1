from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dogwatch.draw.axis import Axis
from dogwatch.draw.paint.ticks import of_times, of_values
from dogwatch.draw.units import NONE, Unit

NOON = int(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("axis", "said"),
    [
        (Axis(0, 0.45, unit=Unit("second")), ["0", "100 ms", "200 ms", "300 ms", "400 ms"]),
        (Axis(0, 110e6, unit=Unit("byte")), ["0", "50 MB", "100 MB"]),
        (Axis(0, 2600), ["0", "1k", "2k"]),
        (Axis(0, 1.05, unit=Unit("percent")), ["0", "0.5 %", "1.0 %"]),
        (Axis(-5, 5), ["-4", "-2", "0", "2", "4"]),
        (Axis(0.005, 20, "log", Unit("second")), ["10 ms", "100 ms", "1 s", "10 s"]),
        (Axis(0, 9, unit=Unit("request", "second")), ["0", "2", "4", "6", "8"]),
        (Axis(5, 2000, "log", Unit("request")), ["10", "100", "1k"]),
        (Axis(85, 390, "log"), ["100", "200"]),
        (Axis(110, 140, "log"), ["110", "120", "130", "140"]),
    ],
)
def test_values_are_round_and_in_one_unit(axis: Axis, said: list[str]) -> None:
    assert [text for _, text in of_values(axis)] == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (900, ["11:45", "11:50", "11:55", "12:00"]),
        (3600, ["11:00", "11:15", "11:30", "11:45", "12:00"]),
        (86400, ["12:00", "18:00", "Mar 4", "06:00", "12:00"]),
        (7 * 86400, ["Feb 26", "Feb 28", "Mar 2", "Mar 4"]),
    ],
)
def test_times_are_round_and_days_where_they_are_long(length: int, said: list[str]) -> None:
    assert [text for _, text in of_times(NOON - length, NOON)] == said


@given(st.floats(-1e12, 1e12), st.floats(1e-9, 1e12), st.sampled_from([NONE, Unit("second"), Unit("byte")]))
def test_there_are_a_few_of_them_whatever_the_axis(least: float, length: float, unit: Unit) -> None:
    assume(length > abs(least) * 1e-9)  # a float has some sixteen digits, and an axis of a few of them is none
    found = of_values(Axis(least, least + length, unit=unit))
    assert len(found) <= 12
    assert all(least - length * 0.01 <= value <= least + length * 1.01 for value, _ in found)
