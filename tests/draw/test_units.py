from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.draw.units import NONE, Unit, brief, counted, of_metadata, unscaled, written

SECOND, BYTE = Unit("second"), Unit("byte")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.12, SECOND, "120 ms"),
        (0.0000012, SECOND, "1.2 µs"),
        (90, SECOND, "1.5 min"),
        (250, Unit("millisecond"), "250 ms"),
        (0, SECOND, "0 s"),
        (1.5e6, BYTE, "1.5 MB"),
        (2048, Unit("kibibyte"), "2.1 MB"),
        (50e6, Unit("byte", "second"), "50 MB/s"),
        (1234, NONE, "1.23k"),
        (999.96, NONE, "1k"),
        (12, Unit("request", "second"), "12 requests/s"),
        (45.5, Unit("percent"), "45.5 %"),
        (0.455, Unit("fraction"), "45.5 %"),
        (7, Unit(label="%"), "7%"),
        (7, Unit(label="orders"), "7 orders"),
        (0.00000123, NONE, "1.2e-06"),
        (-0.12, SECOND, "-120 ms"),
        (math.inf, NONE, "–"),
    ],
)
def test_writes_a_number_as_people_read_it(value: float, unit: Unit, said: str) -> None:
    assert written(value, unit) == said


def test_keeps_the_decimals_that_are_asked_for() -> None:
    assert written(0.5, Unit(label="%"), 2) == "0.50%"
    assert unscaled(1234567.891, NONE, 1) == "1,234,567.9"


def test_says_once_for_a_list_what_is_counted_and_each_time_what_is_measured() -> None:
    assert (brief(1500, Unit("request", "second")), counted(Unit("request", "second"))) == ("1.5k", "requests/s")
    assert (brief(0.2, SECOND), counted(SECOND)) == ("200 ms", "")


def test_takes_the_unit_of_the_metadata() -> None:
    assert of_metadata({"unit": "byte", "per_unit": "second"}) == Unit("byte", "second")
    assert of_metadata(None) == of_metadata({"unit": None}) == NONE


@given(st.floats(1e-9, 1e15), st.sampled_from([NONE, SECOND, BYTE, Unit("request")]))
def test_a_number_has_three_digits_and_no_more_than_a_thousand_of_its_unit(value: float, unit: Unit) -> None:
    number = written(value, unit).split(" ")[0].rstrip("kMGT")
    assert abs(float(number)) < 1001 or value >= 999e12 or (unit is SECOND and value > 86400)
