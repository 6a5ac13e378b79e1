from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.query.number import checked_number, plain, written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4, "0.4"),
        (0.5, "0.5"),
        (5, "5"),
        (5.0, "5"),
        (100.0, "100"),
        (-50, "-50"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (4300000000, "4300000000"),
        (259200.5, "259200.5"),
    ],
)
def test_prints_a_number_as_people_write_it(value: float, text: str) -> None:
    assert plain(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_prints_exactly_the_number_it_was_given(value: float) -> None:
    assert float(plain(value)) == value
    assert "e" not in plain(value)


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_refuses_to_print_what_no_query_can_say(value: float) -> None:
    with pytest.raises(ValueError, match="only finite numbers can"):
        plain(value)


def test_drops_what_floats_add_to_a_sum() -> None:
    assert plain(checked_number(0.1 + 0.2, "the threshold")) == "0.3"


def test_keeps_whole_numbers_whole_however_long() -> None:
    assert checked_number(12345678901234567891, "the threshold") == 12345678901234567891


@pytest.mark.parametrize("value", ["0.4", None, True, [1]])
def test_refuses_what_is_not_a_number(value: object) -> None:
    with pytest.raises(ValueError, match=r"the threshold is .*; write a number in the unit of the metric, as in 0\.4"):
        checked_number(value, "the threshold")


def test_refuses_numbers_that_are_not_finite() -> None:
    with pytest.raises(ValueError, match="the threshold is inf; write a finite number"):
        checked_number(float("inf"), "the threshold")


@pytest.mark.parametrize(("value", "number"), [(5.0, "5"), (0.5, "0.5"), (5, "5"), (1e-7, "1e-07"), (-2.0, "-2")])
def test_a_number_in_a_body_has_the_digits_of_the_query(value: float, number: str) -> None:
    assert repr(written(value)) == number
