from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from dogwatch.kinds.downtime.schedule import carried, is_over, is_same

NOON = datetime.fromisoformat("2026-11-27T12:00:00+00:00").timestamp()


def downtime(status: str | None = None, **schedule: Any) -> dict[str, Any]:
    return {"attributes": {"schedule": schedule, **({"status": status} if status else {})}}


def recurring(rrule: str, timezone: str = "UTC") -> dict[str, Any]:
    return downtime(recurrences=[{"rrule": rrule, "duration": "1h"}], timezone=timezone)


@pytest.mark.parametrize(
    ("body", "is_past"),
    [
        (downtime(end="2026-11-27T12:00:00+00:00"), True),
        (downtime(end="2026-11-27T13:00:00+01:00"), True),
        (downtime(end="2026-11-27T12:00:01+00:00"), False),
        (downtime(), False),
        (downtime("canceled"), True),
        (downtime("ended", end="2027-01-01T00:00:00+00:00"), True),
        (downtime("active"), False),
        (recurring("FREQ=DAILY"), False),
        (recurring("FREQ=DAILY;UNTIL=20261127T120000Z"), True),
        (recurring("FREQ=DAILY;UNTIL=20261127T130000", "Europe/Berlin"), True),
        (recurring("FREQ=DAILY;UNTIL=20261127T130000"), False),
        (recurring("UNTIL=20261126;FREQ=DAILY"), True),
    ],
)
def test_is_over_once_its_end_is_past_or_somebody_ended_it(body: dict[str, Any], is_past: bool) -> None:
    assert is_over(body, NOON) is is_past


def test_times_are_the_same_in_whatever_time_zone_they_are_written() -> None:
    declared = {"start": "2027-01-31T22:00:00+01:00", "end": "2027-01-31T23:00:00+01:00"}
    assert is_same(declared, {"start": "2027-01-31T21:00:00+00:00", "end": "2027-01-31T22:00:00+00:00"})
    assert not is_same(declared, {"start": "2027-01-31T21:00:00+00:00", "end": "2027-01-31T22:00:01+00:00"})


def test_a_beginning_that_nothing_declares_is_datadogs() -> None:
    found = {"start": "2027-01-31T21:00:00.123456+00:00", "end": "2027-01-31T22:00:00+00:00"}
    declared = {"end": "2027-01-31T22:00:00+00:00"}
    assert is_same(declared, found)
    assert carried(declared, found) == found


def test_a_rule_is_the_same_by_each_of_its_parts() -> None:
    declared = {"recurrences": [{"rrule": "FREQ=DAILY", "duration": "1h"}], "timezone": "UTC"}
    shown = {"rrule": "FREQ=DAILY", "duration": "1h", "start": "2026-01-01T02:00:00"}
    assert is_same(declared, {"recurrences": [shown], "timezone": "UTC", "current_downtime": {}})
    assert not is_same(declared, {"recurrences": [shown], "timezone": "Europe/Berlin"})
    assert not is_same(declared, {"recurrences": [{**shown, "duration": "2h"}], "timezone": "UTC"})
    assert not is_same(declared, {"recurrences": [shown, shown], "timezone": "UTC"})
    assert not is_same(declared, {"start": "2026-01-01T02:00:00+00:00"})
