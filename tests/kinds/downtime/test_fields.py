from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import DOWNTIME

RIGHT = {
    "scope": "*",
    "monitor_identifier": {"monitor_tags": ["feature:checkout"]},
    "schedule": {"end": "2027-01-31T22:00:00+00:00"},
}


def wrong(**attributes: Any) -> list[str]:
    said = {name: value for name, value in {**RIGHT, **attributes}.items() if value is not ...}
    return [f"{each.path}: {each.seen}" for each in DOWNTIME.problems({"type": "downtime", "attributes": said})]


def test_one_of_tags_or_of_a_monitor_is_right() -> None:
    assert wrong() == []
    assert wrong(monitor_identifier={"monitor_id": "${monitor:shop/slow}"}) == []
    assert wrong(monitor_identifier={"monitor_id": 5}) == []


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [
        ({"scope": ...}, "scope: is missing"),
        ({"status": "active"}, "status: is set by Datadog and cannot be declared"),
        ({"mute_first_recovery_notification": 1}, "mute_first_recovery_notification: 1"),
        ({"monitor_identifier": {}}, "monitor_identifier: it has nothing"),
        ({"monitor_identifier": {"monitor_id": "five"}}, "monitor_id: 'five' is no id"),
        ({"monitor_identifier": {"monitor_tags": []}}, "monitor_tags: 0 tags"),
        (
            {"monitor_identifier": {"monitor_tags": ["dogwatch:prod/shop/slow"]}},
            "monitor_tags: 'dogwatch:prod/shop/slow' is the mark of one object",
        ),
        ({"schedule": {"end": "2027-01-31"}}, "schedule.end: '2027-01-31' is no time"),
        ({"schedule": {"recurrences": []}}, "schedule.recurrences: []"),
        ({"schedule": {"recurrences": [{"rrule": "FREQ=DAILY"}]}}, "schedule.recurrences[0].duration: None is no time"),
        ({"scope": "prod"}, "scope: 'prod': All values must have a key"),
        ({"scope": "(env:prod"}, "scope: the query ends too early"),
        ({"display_timezone": "Atlantis"}, "display_timezone: 'Atlantis'"),
        ({"reason": "x"}, "reason: Datadog knows no such field"),
        (
            {"schedule": {"start": "2098-01-01T00:00:00Z", "end": "2097-01-01T00:00:00Z"}},
            "schedule.end: 2097-01-01T00:00:00Z is not after its start",
        ),
    ],
)
def test_says_what_datadog_would_refuse(attributes: dict[str, Any], seen: str) -> None:
    assert wrong(**attributes) == [seen]
