"""Downtimes that ended, or that somebody ended, in a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dogwatch.kinds import DOWNTIME, Body, Resource
from dogwatch.names import Mark
from dogwatch.plan import Create, Delete, Plan, diff, sort_out

KEY = "shop/move"
END = "2099-01-01T00:00:00+00:00"


def resource(end: str = END) -> Resource:
    attributes = {
        "message": f"The database moves\n\n{Mark('prod', KEY).tag}",
        "scope": "*",
        "monitor_identifier": {"monitor_tags": ["team:payments"]},
        "schedule": {"end": end},
    }
    return Resource("downtime", KEY, {"type": "downtime", "attributes": attributes})


def there(status: str, id: str = "1") -> Body:
    body = resource().body
    return {**body, "id": id, "attributes": {**body["attributes"], "status": status, "created": id}}


def plan(wanted: list[Resource], found: list[Body], **about: Any) -> Plan:
    return diff(wanted, {"downtime": replace(sort_out(DOWNTIME, found, "shop", "prod"), **about)}, "somewhere")


def test_what_somebody_ended_is_not_made_again() -> None:
    made = plan([resource()], [there("canceled")])
    assert (made.changes, made.unchanged) == ((), 1)


def test_it_is_made_again_once_something_else_is_declared() -> None:
    later = resource("2099-01-02T00:00:00+00:00")
    assert plan([later], [there("canceled")]).changes == (Create("downtime", KEY, later.body),)


def test_one_that_goes_on_counts_beside_one_that_ended() -> None:
    assert plan([resource()], [there("ended"), there("active", "2")]).changes == ()


def test_what_ended_is_deleted_by_nobody() -> None:
    assert plan([], [there("ended"), there("canceled", "2")]).changes == ()


def test_one_that_is_declared_to_be_over_is_canceled_where_it_goes_on() -> None:
    going_on = there("active")
    assert plan([resource()], [going_on], over={KEY}).changes == (Delete("downtime", KEY, "1", going_on),)
    assert plan([resource()], [], over={KEY}).changes == ()
