from typing import Any

from tests.local.organisation import NOON, Clock, Organisation

SECOND = int(NOON.timestamp())


def judged() -> tuple[Organisation, int]:
    """A monitor in production with two hosts, as they are known after a minute."""
    organisation = Organisation(Clock(SECOND))
    store = organisation.world.intake.series
    for host in "ab":
        store.add(store.series("load", [f"host:{host}", "env:prod"]), SECOND - 30, 1.0)
    query = "max(last_5m):max:load{env:prod} by {host} > 4"
    monitor = organisation.created(query=query, options={"new_host_delay": 0})
    judging = organisation.world.alerts.judging
    judging.now = SECOND - 60
    judging.put(monitor["id"], monitor)
    judging.run(SECOND)
    return organisation, monitor["id"]


def muted(organisation: Organisation, scope: str, **schedule: Any) -> None:
    attributes = {"scope": scope, "monitor_identifier": {"monitor_tags": ["*"]}, "schedule": schedule}
    sent = {"data": {"type": "downtime", "attributes": attributes}}
    assert organisation.ask("POST", "/api/v2/downtime", sent)[0] == 200


def test_tells_which_groups_are_muted_right_now():
    organisation, monitor = judged()
    muted(organisation, "host:a")
    muted(organisation, "env:prod", end="2026-01-02T18:00:00Z")
    muted(organisation, "env:dev")
    muted(organisation, "*", start="2030-01-01T00:00:00Z")
    status, answer = organisation.ask("GET", f"/api/v2/monitor/{monitor}/downtime_matches")
    found = {each["attributes"]["scope"]: each["attributes"] for each in answer["data"]}
    assert (status, answer["meta"]["page"]) == (200, {"total_filtered_count": 2})
    assert {scope: each["groups"] for scope, each in found.items()} == {
        "host:a": ["host:a"],
        "env:prod": ["host:a", "host:b"],
    }
    assert (found["host:a"]["end"], found["env:prod"]["end"]) == (None, "2026-01-02T18:00:00+00:00")


def test_a_monitor_that_is_not_there_has_none():
    organisation = Organisation()
    assert organisation.ask("GET", "/api/v2/monitor/1/downtime_matches")[0] == 404
    assert organisation.ask("GET", "/api/v2/monitor/x/downtime_matches")[0] == 404
