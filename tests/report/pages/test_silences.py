from __future__ import annotations

from typing import Any

from dogwatch.kinds import Resource
from dogwatch.report.pages.silences import also_told, silences


def thing(kind: str, **attributes: Any) -> Resource:
    return Resource(kind, "shop/checkout/it", {"attributes": attributes})


def downtime(**schedule: Any) -> Resource:
    return thing("downtime", message="Backups\n\ndogwatch:prod/shop/checkout/it", schedule=schedule)


def correction(**attributes: Any) -> Resource:
    said = {"slo_id": "${slo:shop/a}", "category": "Deployment", "description": "Moved\n\ndogwatch:prod/shop/x"}
    return thing("slo_correction", **said, start=1801429200, **attributes)


def test_a_downtime_says_why_and_when() -> None:
    once = downtime(start="2027-01-31T22:00:00+01:00", end="2027-02-01T02:00:00+01:00")
    assert list(silences([once], [])) == [
        "- **Backups** (`shop/checkout/it`): muted from 2027-01-31T22:00:00+01:00 until 2027-02-01T02:00:00+01:00"
    ]
    assert list(silences([downtime(end="2027-02-01T02:00:00+01:00")], [])) == [
        "- **Backups** (`shop/checkout/it`): muted until 2027-02-01T02:00:00+01:00"
    ]


def test_a_rule_of_recurrence_stands_as_it_is_with_its_time_zone() -> None:
    one = {"rrule": "FREQ=DAILY", "duration": "90m", "start": "2027-01-01T02:00:00"}
    [line] = silences([downtime(recurrences=[one], timezone="Europe/Berlin")], [])
    assert line.endswith(": muted `FREQ=DAILY` for 90m, from 2027-01-01T02:00:00 on (Europe/Berlin)")


def test_a_correction_says_what_does_not_count() -> None:
    assert list(silences([], [correction(end=1801443600)])) == [
        "- **Moved** (`shop/checkout/it`): deployment that `${slo:shop/a}` does not count, "
        "from 2027-01-31T21:00:00+00:00 until 2027-02-01T01:00:00+00:00"
    ]
    [line] = silences([], [correction(rrule="FREQ=DAILY", duration=5400)])
    assert line.endswith("`FREQ=DAILY` for 90m, from 2027-01-31T21:00:00+00:00 on")


def test_a_rule_says_whom_it_tells_of_what() -> None:
    assert list(also_told([thing("notification_rule", recipients=["slack-a", "slack-b"])])) == [
        "- `@slack-a`, `@slack-b` of everything (`shop/checkout/it`)"
    ]


def test_each_condition_of_a_rule_has_a_line() -> None:
    alerts = {"scope": "transition_type:is_alert", "recipients": ["slack-a"]}
    conditional = {"conditions": [alerts], "fallback_recipients": ["slack-b"]}
    assert list(also_told([thing("notification_rule", conditional_recipients=conditional)])) == [
        "- `@slack-a` of what is `transition_type:is_alert` (`shop/checkout/it`)",
        "- `@slack-b` of the rest (`shop/checkout/it`)",
    ]
