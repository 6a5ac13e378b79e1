from typing import Any

import pytest

from tests.local.alerting.living import NOON, QUERY, Living

HOUR = 3600


def downtime(**attributes: Any) -> dict[str, Any]:
    said = {"scope": "env:prod", "monitor_identifier": {"monitor_tags": ["*"]}} | attributes
    return {"data": {"type": "downtime", "attributes": said}}


def transitions(here: Living) -> list[str]:
    return [each["transition"] for each in here.inbox()]


def test_a_monitor_that_turns_is_told_of_once_and_is_in_the_inbox():
    here = Living()
    id = here.watch()
    here.pass_(3, 9, "queue:mail")

    (kept,) = here.inbox()
    assert [each.title for each in here.told] == [kept["title"]] == ["[Triggered on {queue:mail}] queues are long"]
    assert (kept["id"], kept["monitor"], kept["at"]) == (1, id, NOON + 60)
    assert (kept["group"], kept["transition"], kept["handles"]) == ("queue:mail", "Triggered", ["@webhook-people"])
    assert kept["message"] == "Too many in mail @webhook-people"


def test_a_recovery_is_told_too():
    here = Living()
    here.watch()
    here.pass_(1, 9, "queue:mail")
    here.pass_(6, 1, "queue:mail")

    assert [each["transition"] for each in here.inbox()] == ["Triggered", "Recovered"]


def test_what_is_changed_and_deleted_over_the_api_is_judged_from_the_next_minute_on():
    here = Living()
    id = here.watch(query=QUERY.replace("5", "50"), options={})
    here.pass_(1, 9, "queue:mail")
    assert transitions(here) == []

    assert here.ask("PUT", f"/api/v1/monitor/{id}", {"query": QUERY})[0] == 200
    here.pass_(1, 9, "queue:mail")
    assert transitions(here) == ["Triggered"]

    assert here.ask("DELETE", f"/api/v1/monitor/{id}")[0] == 200
    here.pass_(6, 1, "queue:mail")
    assert transitions(here) == ["Triggered"]


def test_only_what_has_changed_is_read_again(monkeypatch: pytest.MonkeyPatch):
    here = Living()
    ids = [here.watch(name=f"queue {number}") for number in range(3)]
    put = []
    judging = here.world.alerts.judging
    monkeypatch.setattr(judging, "put", lambda id, body: put.append(id))
    here.pass_(1)
    assert put == ids
    here.ask("PUT", f"/api/v1/monitor/{ids[1]}", {"name": "another"})
    here.pass_(2)
    assert put == [*ids, ids[1]]


def test_a_monitor_whose_state_is_written_is_not_read_again(monkeypatch: pytest.MonkeyPatch):
    here = Living()
    here.watch()
    here.pass_(1, 9, "queue:mail")

    assert not here.world.alerts.changed["monitor"]


def test_a_downtime_keeps_back_what_is_told_until_its_end():
    here = Living()
    here.watch()
    schedule = {"start": "2026-01-02T12:01:00+00:00", "end": "2026-01-02T14:30:00+00:00"}
    assert here.ask("POST", "/api/v2/downtime", downtime(schedule=schedule))[0] == 200
    here.pass_(140, 9, "queue:mail")
    assert transitions(here) == []

    here.pass_(20, 9, "queue:mail")
    assert [each["at"] for each in here.inbox()] == [NOON + 9000]


def test_notification_rules_tell_others_too():
    here = Living()
    here.watch(tags=["team:shop"])
    attributes = {"name": "shop", "filter": {"tags": ["team:shop"]}, "recipients": ["slack-shop"]}
    rule = {"data": {"type": "monitor-notification-rule", "attributes": attributes}}
    assert here.ask("POST", "/api/v2/monitor/notification_rule", rule)[0] == 200
    here.pass_(1, 9, "queue:mail")

    assert here.inbox()[0]["handles"] == ["@webhook-people", "@slack-shop"]


def test_after_a_sleep_nothing_is_made_up_for_and_nobody_is_told_that_there_were_no_data():
    here = Living()
    here.watch(options={"on_missing_data": "show_and_notify_no_data"})
    here.pass_(1, 1, "queue:mail")
    here.clock.pass_(5 * HOUR)
    here.pass_(3, 1, "queue:mail")

    assert transitions(here) == []
    history = here.world.alerts.judging.histories.popitem()[1]
    instants = [at for verdicts, _ in history.batches for at in verdicts.instants.tolist()]
    assert [at for at in instants if at > NOON + HOUR] == [NOON + 5 * HOUR + 180, NOON + 5 * HOUR + 240]


def test_a_few_minutes_are_made_up_for():
    here = Living()
    here.watch(query=QUERY.replace("last_5m", "last_1m"))
    here.pass_(1, 1, "queue:mail")
    here.send_value(9, "queue:mail")
    here.clock.pass_(60)
    here.pass_(1, 1, "queue:mail")

    assert [(each["transition"], each["at"]) for each in here.inbox()] == [
        ("Triggered", NOON + 120),
        ("Recovered", NOON + 180),
    ]


def test_a_clock_that_was_set_back_is_gone_along_with():
    here = Living()
    here.watch()
    here.pass_(1, 1, "queue:mail")
    here.clock.pass_(-HOUR)
    here.pass_(1)
    here.pass_(3, 9, "queue:mail")

    assert [each["at"] for each in here.inbox()] == [NOON + 120 - HOUR + 60]


def test_service_checks_are_judged():
    here = Living()
    query = '"app.can_connect".over("env:prod").by("zone").last(2).count_by_status()'
    here.watch(type="service check", query=query, options={"thresholds": {"critical": 1, "ok": 1}})
    run = {"check": "app.can_connect", "status": 2, "host_name": "web", "tags": ["env:prod", "zone:a"]}
    assert here.ask("POST", "/api/v1/check_run", run)[0] == 202
    here.pass_(1)

    assert [each["group"] for each in here.inbox()] == ["zone:a"]


def test_a_check_that_does_not_know_is_told_of_beside_the_others():
    here = Living()
    query = '"database.up".over("env:prod").by("*").last(2).count_by_status()'
    here.watch(type="service check", query=query, options={"thresholds": {"critical": 1, "ok": 1, "unknown": 1}})
    here.watch(options={"new_group_delay": 0})
    for status, words in ((3, ["Unknown", "Triggered"]), (0, ["Recovered", "Recovered"])):
        run = {"check": "database.up", "status": status, "host_name": "db-1", "tags": ["env:prod"]}
        assert here.ask("POST", "/api/v1/check_run", run)[0] == 202
        here.pass_(6, 9.0 if status else 1.0, "queue:mail")
        assert sorted(told.transition for told in here.told) == sorted(words)
        here.told.clear()


def test_events_are_judged():
    here = Living()
    query = 'events("source:deployer failed").rollup("count").last("5m") > 0'
    here.watch(type="event-v2 alert", query=query)
    event = {"title": "deploy failed", "text": "of the shop", "source_type_name": "deployer"}
    assert here.ask("POST", "/api/v1/events", event)[0] == 202
    here.pass_(1)

    assert transitions(here) == ["Triggered"]


def test_a_composite_is_judged_and_shows_what_its_monitors_measure():
    here = Living()
    ids = [here.watch(name=f"queue {number}", message="") for number in range(2)]
    here.watch(
        type="composite", query=f"{ids[0]} && {ids[1]}", name="both", message="{{a.value}} and {{b.value}} @slack-a"
    )
    here.pass_(1, 9, "queue:mail")

    assert [each["message"] for each in here.inbox() if each["name"] == "both"] == ["9.0 and 9.0 @slack-a"]


def test_an_alert_on_an_slo_is_judged_by_what_the_slo_says_by_then():
    here = Living()
    slo = here.created_slo()
    query = f'error_budget("{slo["id"]}").over("7d") > 50'
    here.watch(type="slo alert", query=query, options={"thresholds": {"critical": 50}}, name="budget")
    for code, value in (("2xx", 90), ("5xx", 10)):
        here.send_value(value, f"code:{code}", metric="hits")
    here.pass_(1)

    assert [each["name"] for each in here.inbox()] == ["budget"]


def test_a_monitor_that_is_not_judged_has_no_data_and_stops_no_other():
    here = Living()
    here.watch()
    query = "avg(last_4h):anomalies(avg:queue.length{*}, 'basic', 2) >= 1"
    id = here.watch(query=query, name="strange", options={"thresholds": {"critical": 1}})
    here.pass_(1, 9, "queue:mail")

    assert transitions(here) == ["Triggered"]
    assert here.ask("GET", f"/api/v1/monitor/{id}")[1]["overall_state"] == "No Data"
    _, body = here.ask("GET", "/local/monitors")
    assert (body["judged"], body["at"]) == (1, NOON + 60)
    assert [(each["id"], each["name"], each["rule"]) for each in body["refused"]] == [(id, "strange", "anomalies")]
    assert "its models have constants that only Datadog knows" in body["refused"][0]["why"]


@pytest.mark.parametrize("options", [{"evaluation_delay": 10**30}, {"notification_preset_name": ["x"]}])
def test_options_that_say_nothing_stop_no_other_monitor(options: dict[str, Any]):
    here = Living()
    here.watch(name="strange", options=options)
    here.watch()
    here.pass_(1, 9, "queue:mail")

    assert "queues are long" in [each["name"] for each in here.inbox()]


def test_an_interval_of_reminders_that_is_none_reminds_of_nothing():
    here = Living()
    here.watch(options={"renotify_interval": -1})
    here.pass_(3, 9, "queue:mail")

    assert transitions(here) == ["Triggered"]


def test_a_fault_costs_a_minute_and_is_said(monkeypatch: pytest.MonkeyPatch):
    here = Living()
    here.watch()
    with monkeypatch.context() as broken:
        broken.setattr(here.world.alerts.judging, "run", lambda until: 1 // 0)
        here.pass_(1, 9, "queue:mail")
    (complaint,) = here.world.intake.complaints()
    assert complaint.endswith(
        "by a fault of dogwatch; the last one: ZeroDivisionError: integer division or modulo by zero"
    )

    here.pass_(1, 9, "queue:mail")
    assert [each["at"] for each in here.inbox()] == [NOON + 120]


def test_an_alert_on_an_slo_that_is_gone_is_not_judged_any_more_and_stops_no_other():
    here = Living()
    here.watch()
    slo = here.created_slo()["id"]
    query = f'error_budget("{slo}").over("7d") > 50'
    id = here.watch(type="slo alert", query=query, options={"thresholds": {"critical": 50}}, name="budget")
    here.pass_(1, 1, "queue:mail")
    assert here.ask("DELETE", f"/api/v1/slo/{slo}", force="true")[0] == 200
    here.pass_(5, 90, "queue:mail")

    assert transitions(here) == ["Triggered"]
    assert [each["id"] for each in here.ask("GET", "/local/monitors")[1]["refused"]] == [id]
