from __future__ import annotations

from typing import Any

from dogwatch.kinds import DOWNTIME
from dogwatch.kinds.downtime.wire import DOWNTIMES
from dogwatch.names import Mark

MARK = Mark("prod", "shop/move")
DECLARED = {
    "message": f"Why\n\n{MARK.tag}",
    "scope": "host:a-b",
    "monitor_identifier": {"monitor_tags": ["b:1", "a:1"]},
    "schedule": {"end": "2027-01-31T22:00:00+00:00"},
}


def body(**attributes: Any) -> dict[str, Any]:
    return {"type": "downtime", "attributes": {**DECLARED, **attributes}}


def found(**attributes: Any) -> dict[str, Any]:
    """As Datadog answers it."""
    shown = {
        "display_timezone": "UTC",
        "monitor_identifier": {"monitor_tags": ["a:1", "b:1"]},
        "mute_first_recovery_notification": False,
        "notify_end_states": ["warn", "no data", "alert"],
        "notify_end_types": ["expired"],
        "schedule": {"start": "2026-01-01T00:00:00.5+00:00", "end": "2027-01-31T22:00:00+00:00"},
        "scope": 'host:"a-b"',
        "status": "active",
    }
    return {**body(**{**shown, **attributes}), "id": "0"}


def test_defaults_orders_and_quotes_are_no_differences() -> None:
    assert DOWNTIME.compare.differences(body(), found()) == []


def test_a_field_that_is_declared_no_more_goes_back_to_its_default() -> None:
    edited = found()
    edited["attributes"]["mute_first_recovery_notification"] = True
    [change] = DOWNTIME.compare.differences(body(), edited)
    assert (change.path, change.before, change.after) == ("mute_first_recovery_notification", True, False)
    assert DOWNTIME.compare.merged(body(), edited)["attributes"]["mute_first_recovery_notification"] is False


def test_an_update_keeps_the_beginning_that_datadog_put() -> None:
    sent = DOWNTIME.compare.merged(body(), found())["attributes"]["schedule"]
    assert sent == {"start": "2026-01-01T00:00:00.5+00:00", "end": "2027-01-31T22:00:00+00:00"}


def test_a_mark_is_the_last_line_and_no_other() -> None:
    assert DOWNTIME.marks.marks_of(found()) == [MARK]
    assert DOWNTIME.marks.marks_of(body(message=f"{MARK.tag}\nfor the deployment")) == []
    assert DOWNTIME.marks.marks_of(body(message=None)) == []


def test_the_id_of_a_monitor_travels_as_a_number() -> None:
    one = body(monitor_identifier={"monitor_id": "17"})
    assert DOWNTIMES.create(one).body["data"]["attributes"]["monitor_identifier"] == {"monitor_id": 17}
    assert DOWNTIME.compare.differences(one, {**found(), **body(monitor_identifier={"monitor_id": 17})}) == []


def test_a_refusal_names_the_one_that_is_there() -> None:
    said = "The downtime being created is a duplicate of one or more existing downtimes: ['00-ab', '11-cd']"
    assert DOWNTIMES.duplicate_of([said]) == "00-ab"
    assert DOWNTIMES.duplicate_of(["All values must have a key"]) is None


def test_one_of_the_same_monitors_scope_and_time_excludes_another() -> None:
    schedule = {"start": "2027-01-01T00:00:00+00:00", "end": "2027-01-31T22:00:00+00:00"}
    assert DOWNTIME.excludes(found(schedule=schedule), body(schedule=schedule))
    assert DOWNTIME.excludes(found(schedule=schedule, message="Somebody's"), body(schedule=schedule))
    assert not DOWNTIME.excludes(found(schedule=schedule, status="ended"), body(schedule=schedule))
    assert not DOWNTIME.excludes(found(schedule=schedule, scope="host:c"), body(schedule=schedule))
    assert not DOWNTIME.excludes(found(), body())
