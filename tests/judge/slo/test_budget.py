import math

import numpy as np
import pytest

from dogwatch.judge.slo import budget

DAY, HOUR, MINUTE = 24.0, 1.0, 1 / 60


def test_the_documented_arithmetic_of_an_error_budget():
    assert budget.remaining(99.95, 99.9) == pytest.approx(50)
    assert budget.remaining(99.9, 99.9) == pytest.approx(0)
    assert budget.remaining(100.0, 99.9) == pytest.approx(100)
    assert budget.remaining(99.5, 99.9) == pytest.approx(-400)
    assert budget.left(9_995, 10_000, 99.9) == pytest.approx(5)
    assert budget.consumed(99.5, 99.9) == pytest.approx(500)


@pytest.mark.parametrize(
    ("window", "rate", "long", "used"),
    [
        *((7, 16.8, 1, 10), (7, 5.6, 6, 20), (7, 2.8, 24, 40)),
        *((30, 14.4, 1, 2), (30, 6, 6, 5), (30, 3, 24, 10)),
        *((90, 21.6, 1, 1), (90, 10.8, 6, 3), (90, 4.5, 24, 5)),
    ],
)
def test_the_documented_table_of_burn_rates(window: int, rate: float, long: int, used: float):
    assert budget.used_by(rate, long, window * DAY) == pytest.approx(used)


def test_a_budget_lasts_its_window_divided_by_the_burn_rate():
    assert budget.exhausted_in(10, 30) == pytest.approx(3)
    assert budget.exhausted_in(0, 30) == math.inf


def test_no_burn_rate_is_greater_than_what_the_target_leaves():
    assert budget.greatest_burn_rate(96) == 25
    assert budget.burn_rate(0.0, 96) == budget.greatest_burn_rate(96)
    assert budget.burn_rate(99.0, 99.9) == pytest.approx(10)


def test_an_sli_is_nothing_where_nothing_was_counted():
    found = budget.sli(np.array([715.0, 0.0, 0.0]), np.array([720.0, 0.0, 5.0]))
    assert (found[0], math.isnan(found[1]), found[2]) == (pytest.approx(99.3055555), True, 0)


@pytest.mark.parametrize(
    ("sli", "warning", "state", "colour"),
    [
        *((99.5, 99.5, "ok", "green"), (99.49, 99.5, "warning", "yellow"), (98.99, 99.5, "breached", "red")),
        *((99, 99.5, "warning", "yellow"), (99, None, "ok", "green"), (math.nan, None, "no_data", "grey")),
    ],
)
def test_the_colour_says_where_the_sli_lies(sli: float, warning: float | None, state: budget.State, colour: str):
    assert budget.state(sli, 99, warning) == state
    assert budget.COLOURS[state] == colour


@pytest.mark.parametrize(
    ("percentage", "decimals", "shown"),
    [(100 * 715 / 720, 3, 99.305), (100 * 710 / 720, 3, 98.611), (99.9996, 3, 99.999), (70.0, 2, 70), (99.9, 3, 99.9)],
)
def test_decimals_beyond_those_shown_are_cut_off(percentage: float, decimals: int, shown: float):
    assert budget.shown(percentage, decimals) == shown


def test_monitors_are_shown_with_two_decimals_over_shorter_windows():
    assert [budget.decimals("monitor", frame) for frame in ("7d", "30d", "90d")] == [2, 2, 3]
    assert budget.decimals("metric", "7d") == budget.decimals("time_slice", "7d") == 3
