from __future__ import annotations

import pytest

from dogwatch.draw.axis import axis
from dogwatch.draw.units import NONE


def test_has_zero_on_it_and_room_above() -> None:
    found = axis(None, [5.0, 10.0], NONE)
    assert found.least == 0
    assert 10 < found.most < 12


@pytest.mark.parametrize("values", [[93.0, 93.4], [93.4, 93.4], [-93.0, -93.4]])
def test_keeps_values_that_hardly_move_off_the_edge_of_the_graph(values: list[float]) -> None:
    found = axis(None, values, NONE)
    assert all(0.05 < found.share(each) < 0.95 for each in values)


def test_keeps_zero_away_where_the_widget_says_so() -> None:
    found = axis({"include_zero": False}, [100.0, 101.0], NONE)
    assert found.least > 99


def test_takes_the_ends_that_are_given() -> None:
    found = axis({"min": "2", "max": "auto"}, [5.0, 10.0], NONE)
    assert (found.least, found.most > 10) == (2, True)


@pytest.mark.parametrize("values", [[], [0.0], [-3.0], [7.0, 7.0]])
def test_has_a_length_whatever_the_values_are(values: list[float]) -> None:
    found = axis(None, values, NONE)
    assert found.most > found.least


def test_by_the_logarithm_what_is_ten_times_is_as_far() -> None:
    found = axis({"scale": "log"}, [1.0, 100.0], NONE)
    assert found.share(10) - found.share(1) == pytest.approx(found.share(100) - found.share(10))
