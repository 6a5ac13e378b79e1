from datetime import UTC, datetime
from typing import Any

import pytest

from dogwatch.judge.downtime import Downtime, duration_seconds, read_downtime
from dogwatch.judge.status import Status

NOON = int(datetime(2026, 1, 2, 12, tzinfo=UTC).timestamp())
HOUR, DAY = 3600, 86400


def attributes(**changes: Any) -> dict[str, Any]:
    return {
        "scope": "env:prod",
        "monitor_identifier": {"monitor_tags": ["team:pay", "tier:1"]},
        "schedule": {"start": "2026-01-02T12:00:00.5+00:00", "end": "2026-01-02T13:00:00+00:00"},
        "notify_end_states": ["alert", "no data"],
        "notify_end_types": ["canceled"],
        "mute_first_recovery_notification": True,
        **changes,
    }


def recurring(*rules: tuple[str, str, str], timezone: str = "UTC") -> Downtime:
    several = [{"rrule": rrule, "start": start, "duration": duration} for rrule, start, duration in rules]
    return read_downtime("a", attributes(schedule={"recurrences": several, "timezone": timezone}))


def test_reads_what_the_api_says():
    downtime = read_downtime("a", attributes())
    assert (downtime.once, downtime.monitor_id, downtime.monitor_tags) == (
        (NOON, NOON + HOUR),
        None,
        ("team:pay", "tier:1"),
    )
    assert (downtime.end_states, downtime.end_types) == ({Status.ALERT, Status.NO_DATA}, {"canceled"})
    assert downtime.mutes_first_recovery


def test_mutes_monitors_that_have_all_its_tags():
    downtime = read_downtime("a", attributes())
    assert downtime.mutes(1, ["tier:1", "team:pay", "more"], ["env:prod", "host:a"])
    assert not downtime.mutes(1, ["team:pay"], ["env:prod"])
    assert not downtime.mutes(1, ["tier:1", "team:pay"], ["env:dev"])


def test_mutes_one_monitor_or_all_of_them():
    one = read_downtime("a", attributes(monitor_identifier={"monitor_id": 7}, scope="*"))
    every = read_downtime("a", attributes(monitor_identifier={"monitor_tags": ["*"]}, scope="*"))
    assert (one.mutes(7, [], []), one.mutes(8, [], [])) == (True, False)
    assert every.mutes(8, [], [])


def test_lives_from_scheduled_over_active_to_ended():
    downtime = read_downtime("a", attributes())
    phases = [downtime.phase(NOON + seconds) for seconds in (-1, 0, HOUR - 1, HOUR)]
    assert phases == ["scheduled", "active", "active", "ended"]


def test_is_over_at_once_when_it_is_canceled():
    downtime = read_downtime("a", attributes(canceled="2026-01-02T12:30:00+00:00"))
    assert (downtime.phase(NOON), downtime.current(NOON)) == ("canceled", None)
    assert downtime.spans(NOON - DAY, NOON + DAY) == [(NOON, NOON + HOUR // 2)]
    assert (downtime.at(NOON + HOUR // 2), downtime.at(NOON)) == (None, (NOON, NOON + HOUR // 2))


def test_goes_on_without_an_end():
    downtime = read_downtime("a", attributes(schedule={"start": "2026-01-02T12:00:00+00:00", "end": None}))
    assert downtime.phase(NOON + 10_000 * DAY) == "active"


def test_recurs_at_the_same_time_of_the_day_by_several_rules():
    weekend, night = ("FREQ=WEEKLY;BYDAY=SA,SU", "2026-01-03T00:00", "1d"), ("FREQ=DAILY", "2026-01-02T22:00", "2h")
    downtime = recurring(weekend, night, timezone="Europe/Berlin")
    friday_night = int(datetime(2026, 1, 2, 21, tzinfo=UTC).timestamp())
    assert downtime.spans(NOON, NOON + 4 * DAY) == [
        (friday_night, friday_night + 2 * HOUR + 2 * DAY),
        (friday_night + 3 * DAY, friday_night + 3 * DAY + 2 * HOUR),
    ]
    assert downtime.current(NOON) == (friday_night, friday_night + 2 * HOUR)
    assert downtime.phase(NOON) == "scheduled"


def test_ends_with_its_last_recurrence():
    downtime = recurring(("FREQ=DAILY;COUNT=2", "2026-01-02T12:00:00", "1h"))
    assert [downtime.phase(NOON + at) for at in (0, 2 * HOUR, DAY, DAY + HOUR)] == [
        "active",
        "scheduled",
        "active",
        "ended",
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("90m", 5400), ("1h", 3600), ("2d", 172800), ("1w", 604800), ("1", None), ("h", None)]
)
def test_durations_end_with_their_unit(text: str, expected: int | None):
    assert duration_seconds(text) == expected
