import numpy as np
import pytest

from dogwatch.judge.slo.account import Account
from dogwatch.judge.slo.correction import corrected, read_correction
from dogwatch.judge.slo.objective import read_objective
from dogwatch.judge.slo.tally import tally
from dogwatch.judge.slo.uptime import Course
from dogwatch.measure import Store

DAY, HOUR, MINUTE = 86400, 3600, 60
NOW = 20_000 * DAY

TEN_MINUTES = tally(("key",), (("a",),), np.arange(0, 660, 60), np.array([[6.0] * 5 + [3] * 5]), np.full((1, 10), 6.0))


def once(start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end, "category": "Deployment", "timezone": "UTC", "rrule": None, "duration": None}


def test_one_day_in_seven_makes_an_hour_0_7_percent():
    down = Course(np.array([NOW - 2 * DAY, NOW - 2 * DAY + HOUR]), np.array([True, False]))
    body = {"type": "monitor", "monitor_ids": [1], "thresholds": [{"timeframe": "7d", "target": 99}]}
    objective = read_objective(body)
    correction = read_correction(once(NOW - 5 * DAY, NOW - 4 * DAY))
    without, with_it = (
        Account(Store(), objective, each, lambda monitors: {"1": down}).standing("7d", NOW).sli
        for each in ((), (correction,))
    )
    assert [round(100 - sli, 1) for sli in (without, with_it)] == [0.6, 0.7]


def test_what_is_corrected_is_left_out_of_both_sides():
    found = corrected(TEN_MINUTES, [read_correction(once(330, 99999))], counts_as_up=False)
    assert [each.tolist() for each in found.between(0, 600)] == [[[31.5]], [[33]]]


def test_slices_that_are_corrected_are_up():
    found = corrected(TEN_MINUTES, [read_correction(once(330, 99999))], counts_as_up=True)
    assert [each.tolist() for each in found.between(0, 600)] == [[[58.5]], [[60]]]


def test_corrections_that_overlap_count_once():
    several = [read_correction(once(0, 120)), read_correction(once(60, 180)), read_correction(once(-900, -60))]
    assert corrected(TEN_MINUTES, several, counts_as_up=False).between(0, 600)[1].tolist() == [[42]]


def test_one_that_recurs_is_left_out_each_time():
    start = NOW - 3 * DAY
    nightly = read_correction({"start": start, "rrule": "FREQ=DAILY;INTERVAL=1", "duration": HOUR, "timezone": "UTC"})
    assert nightly.spans(NOW - 2 * DAY, NOW) == [(NOW - 2 * DAY, NOW - 2 * DAY + HOUR), (NOW - DAY, NOW - DAY + HOUR)]
    counted = read_correction({"start": start, "rrule": "FREQ=DAILY;COUNT=2", "duration": HOUR})
    assert len(counted.spans(start - DAY, NOW + DAY)) == 2


def test_days_of_the_week_are_those_of_its_time_zone():
    saturday_at_ten = 1_767_495_600  # 2026-01-03 22:00 in New York, a Sunday in UTC
    weekly = read_correction(
        {"start": saturday_at_ten, "rrule": "FREQ=WEEKLY;BYDAY=SA", "duration": HOUR, "timezone": "America/New_York"}
    )
    assert weekly.spans(saturday_at_ten, saturday_at_ten + 8 * DAY) == [
        (saturday_at_ten, saturday_at_ten + HOUR),
        (saturday_at_ten + 7 * DAY, saturday_at_ten + 7 * DAY + HOUR),
    ]


@pytest.mark.parametrize("end", [0, -60])
def test_one_outside_changes_nothing(end: int):
    assert corrected(TEN_MINUTES, [read_correction(once(-120, end))], counts_as_up=False) is TEN_MINUTES
