import pytest

from tests.local.alerting.living import NOON, Living


def overall(here: Living, id: int) -> tuple[str, str | None]:
    _, body = here.ask("GET", f"/api/v1/monitor/{id}")
    return body["overall_state"], body["overall_state_modified"]


def test_a_monitor_has_no_data_until_it_is_evaluated():
    here = Living()
    id = here.watch()

    assert overall(here, id) == ("No Data", None)
    here.pass_(1, 1, "queue:mail")
    assert overall(here, id) == ("OK", "2026-01-02T12:01:00+00:00")


def test_the_worst_of_its_groups_is_the_state_of_a_monitor():
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")

    assert overall(here, id)[0] == "Alert"


def test_says_of_each_group_its_state_and_when_it_came_to_that():
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")

    _, body = here.ask("GET", f"/api/v1/monitor/{id}", group_states="all")
    never = dict.fromkeys(["last_triggered_ts", "last_resolved_ts", "last_nodata_ts", "last_notified_ts"])
    mail = {"name": "queue:mail", "status": "Alert", "last_triggered_ts": NOON + 60, "last_notified_ts": NOON + 60}
    assert body["state"]["groups"] == {
        "queue:mail": never | mail,
        "queue:print": never | {"name": "queue:print", "status": "OK"},
    }


def test_the_only_group_of_a_simple_alert_is_a_star():
    here = Living()
    id = here.watch(query="avg(last_5m):avg:queue.length{env:prod} > 5")
    here.pass_(1, 9)

    _, body = here.ask("GET", f"/api/v1/monitor/{id}", group_states="all")
    assert [(name, each["status"]) for name, each in body["state"]["groups"].items()] == [("*", "Alert")]


@pytest.mark.parametrize(("asked", "names"), [("alert", ["queue:mail"]), ("ok,warn", ["queue:print"])])
def test_groups_are_asked_for_by_their_states_also_in_lists(asked: str, names: list[str]):
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")

    _, alone = here.ask("GET", f"/api/v1/monitor/{id}", group_states=asked)
    _, (listed,) = here.ask("GET", "/api/v1/monitor", group_states=asked)
    assert [*alone["state"]["groups"]] == [*listed["state"]["groups"]] == names


def test_a_state_that_is_none_is_refused():
    here = Living()
    id = here.watch()

    refused = 400, {"errors": ["Invalid group_state filters."]}
    assert here.ask("GET", f"/api/v1/monitor/{id}", group_states="bad") == refused


def test_searches_find_monitors_and_groups_by_their_states():
    here = Living()
    id = here.watch()
    here.send_value(9, "queue:mail")
    here.pass_(1, 1, "queue:print")

    _, found = here.ask("GET", "/api/v1/monitor/search", query="status:alert")
    assert [(each["id"], each["last_triggered_ts"], each["overall_state_modified"]) for each in found["monitors"]] == [
        (id, NOON + 60, NOON + 60)
    ]
    _, found = here.ask("GET", "/api/v1/monitor/groups/search", query="group_status:alert")
    assert [(each["group"], each["status"], each["monitor_id"]) for each in found["groups"]] == [
        ("queue:mail", "Alert", id)
    ]
    assert found["counts"]["status"] == [{"count": 1, "name": "Alert"}]


def test_groups_that_are_told_of_together_share_the_time_of_that():
    here = Living()
    query = "avg(last_5m):avg:queue.length{env:prod} by {queue,zone} > 5"
    id = here.watch(query=query, options={"notify_by": ["queue"]})
    here.send_value(9, "queue:mail", "zone:a")
    here.pass_(1, 1, "queue:mail", "zone:b")

    _, body = here.ask("GET", f"/api/v1/monitor/{id}", group_states="all")
    assert [(each["status"], each["last_notified_ts"]) for each in body["state"]["groups"].values()] == [
        ("Alert", NOON + 60),
        ("OK", NOON + 60),
    ]


def test_a_transition_is_an_event():
    here = Living()
    here.watch(name="long queues")
    here.pass_(1, 9, "queue:mail")
    here.pass_(6, 1, "queue:mail")

    _, found = here.ask("GET", "/api/v1/events", start=NOON, end=NOON + 3600, sources="alert")
    assert [(each["title"], each["alert_type"]) for each in found["events"]] == [
        ("[Recovered on {queue:mail}] long queues", "success"),
        ("[Triggered on {queue:mail}] long queues", "error"),
    ]
    assert [each["event"] for each in here.inbox()] == [each["id"] for each in reversed(found["events"])]


def test_an_slo_of_monitors_is_measured_by_their_states():
    here = Living()
    id = here.watch(query="avg(last_1m):avg:queue.length{env:prod} > 5")
    sent = {"type": "monitor", "name": "queues", "monitor_ids": [id], "thresholds": [{"timeframe": "7d", "target": 95}]}
    slo = here.ask("POST", "/api/v1/slo", sent)[1]["data"][0]["id"]
    here.pass_(3, 1)
    here.pass_(1, 9)
    here.pass_(1, 1)
    here.pass_(5, 1)

    path = f"/api/v1/slo/{slo}/history"
    status, body = here.ask("GET", path, from_ts=NOON, to_ts=NOON + 600)
    assert (status, body["data"]["overall"]["sli_value"]) == (200, 90.0)
    assert body["data"]["overall"]["history"] == [[NOON, 0], [NOON + 240, 1], [NOON + 300, 0]]
