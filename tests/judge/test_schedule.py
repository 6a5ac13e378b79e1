from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.judge import Judging, Status
from dogwatch.judge.schedule import check, scheduled
from dogwatch.measure import Store

from .bodies import START, body, told

DAY = 86400


def moments(rule: str, start: str, zone: str, begin: str, end: str) -> list[str]:
    after, until = (int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) for text in (begin, end))
    found = scheduled([{"rrule": rule, "start": start, "timezone": zone}], after, until)
    return [f"{datetime.fromtimestamp(second, ZoneInfo(zone)):%m-%d %H:%M}" for second in found.tolist()]


def test_each_day_at_the_time_of_its_start() -> None:
    found = moments("FREQ=DAILY;INTERVAL=1", "2024-10-26T09:13:00", "America/Los_Angeles", "2024-11-01", "2024-11-04")

    assert found == ["11-01 09:13", "11-02 09:13", "11-03 09:13"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", ["01-31 06:00", "02-29 06:00", "03-31 06:00"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", ["01-07 06:00", "01-28 06:00", "03-03 06:00", "03-31 06:00"]),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20240110T000000", ["01-01 06:00", "01-08 06:00"]),
    ],
)
def test_rules_of_the_guide(rule: str, expected: list[str]) -> None:
    """monitors/guide/custom_schedules"""
    assert moments(rule, "2024-01-01T06:00:00", "UTC", "2024-01-01", "2024-04-01") == expected


def test_an_instant_is_found_once_however_the_time_is_cut() -> None:
    """Through both changes of the clock, at times that do not exist and that there are twice."""
    rule = [
        {"rrule": "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=30", "start": "2024-01-01T00:00:00", "timezone": "Europe/Berlin"}
    ]
    begin = int(datetime(2024, 3, 30, tzinfo=UTC).timestamp())
    for first in (begin, begin + 210 * DAY):
        whole = scheduled(rule, first, first + 2 * DAY).tolist()
        steps = range(first, first + 2 * DAY, 600)
        assert whole == [second for step in steps for second in scheduled(rule, step, step + 600).tolist()]


@pytest.mark.parametrize(
    "recurrence",
    [
        {"rrule": "FREQ=HOURLY"},
        {"rrule": "FREQ=DAILY;DTSTART=20240101"},
        {"rrule": "FREQ=DAILY;BYDAY=XX"},
        {"rrule": ""},
        {},
        {"rrule": "FREQ=DAILY", "timezone": "Nowhere/Town"},
        {"rrule": "FREQ=DAILY", "start": "soon"},
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(recurrence: dict[str, str]) -> None:
    with pytest.raises(NotEvaluated, match=r"\[custom-schedule\].*cannot be followed"):
        check([recurrence])


def test_each_run_is_told_of_unless_it_is_ok() -> None:
    """monitors/guide/custom_schedules, alerting behaviour"""
    store = Store()
    series = store.series("jobs", kind="count")
    noon = START // DAY * DAY + 43200
    for day, count in enumerate([3, 0, 0, 2]):
        store.add(series, noon + day * DAY - 3600, count)
    recurrence = {"rrule": "FREQ=DAILY", "start": "2020-01-01T12:00:00", "timezone": "UTC"}
    options = {"on_missing_data": "default", "scheduling_options": {"custom_schedule": {"recurrences": [recurrence]}}}
    query = "sum(last_1d):sum:jobs{*}.as_count() < 1"
    judging = Judging(store, {1: body(query, **options, renotify_interval=10)}, now=noon - DAY)

    notices = judging.run(noon + 4 * DAY)

    assert [(notice.at - noon) / DAY for notice in notices] == [1, 2, 4]
    assert {notice.status for notice in notices} == {Status.ALERT}
    assert [transition.after for transition in judging.history(1).transitions] == [
        Status.ALERT,
        Status.OK,
        Status.ALERT,
    ]


def test_a_monitor_without_a_schedule_has_none() -> None:
    assert told(Judging(Store(), {1: body("avg(last_5m):avg:x{*} > 1")}, now=START).run(START + 600)) == []
