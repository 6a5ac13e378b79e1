from __future__ import annotations

import pytest

from dogwatch.judge import Known, Record, Status, notification_of
from tests.judge.notification.notices import AT, monitor, notice, told

S = Status


@pytest.mark.parametrize(
    ("at", "title", "transition", "alert_type"),
    [
        (notice(), "[Triggered on {host:web-1}] CPU is high", "Triggered", "error"),
        (notice(S.WARN), "[Warn on {host:web-1}] CPU is high", "Warn", "warning"),
        (notice(S.NO_DATA), "[No data on {host:web-1}] CPU is high", "No Data", "error"),
        (notice(S.OK, S.ALERT), "[Recovered on {host:web-1}] CPU is high", "Recovered", "success"),
        (notice(S.ALERT, S.ALERT, again=1), "[Re-Triggered on {host:web-1}] CPU is high", "Re-Triggered", "error"),
        (notice(S.WARN, S.WARN, again=2), "[Re-Warn on {host:web-1}] CPU is high", "Re-Warn", "warning"),
        (notice(S.NO_DATA, S.NO_DATA, again=1), "[Re-No data on {host:web-1}] CPU is high", "Re-No Data", "error"),
    ],
)
def test_a_title_says_what_happened_where(at, title, transition, alert_type):
    found = told(at=at)
    assert (found.title, found.transition, found.alert_type) == (title, transition, alert_type)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ({"options": {"include_tags": False}}, "[Triggered] CPU is high"),
        ({"priority": 2}, "[P2] [Triggered on {host:web-1}] CPU is high"),
        ({"name": "{{host.name}}: {{value}} & more"}, "[Triggered on {host:web-1}] web-1: 63.002 & more"),
        ({"message": "{{override_priority 'P1'}}", "priority": 4}, "[P1] [Triggered on {host:web-1}] CPU is high"),
    ],
)
def test_a_title_has_what_the_monitor_says(body, title):
    assert told(**body).title == title


def test_a_title_without_groups_has_no_scope():
    assert told(keys=(), at=notice(group=(), keys=())).title == "[Triggered] CPU is high"


def test_several_tags_stand_in_the_order_of_the_alphabet():
    at = notice(group=("web-1", "eu"), keys=("host", "az"))
    assert told(keys=("host", "az"), at=at).title == "[Triggered on {az:eu,host:web-1}] CPU is high"


def test_the_text_is_that_of_an_event():
    assert told("{{host.name}} is busy. @slack-ops\n", tags=["team:web"]).text == (
        "%%%\n"
        "web-1 is busy. @slack-ops\n"
        "\n"
        "**system.cpu.user** over **host:web-1** was **> 60.0** on average during the **last 5m**.\n"
        "\n"
        "The monitor was last triggered at Wed Apr 30 2025 11:45:50 UTC.\n"
        "\n"
        "- - -\n"
        "\n"
        "[[Monitor Status](https://app.datadoghq.com/monitors/7?group=host%3Aweb-1&from_ts=1746012650000"
        "&to_ts=1746013850000&link_source=monitor_notif)]"
        " · [[Edit Monitor](https://app.datadoghq.com/monitors/7/edit?link_source=monitor_notif)]\n"
        "%%%"
    )


def test_an_event_has_an_address_once_it_has_an_id():
    found = notification_of(monitor(), notice(), app="http://127.0.0.1:8127", event=5)
    assert found.links.event == "http://127.0.0.1:8127/event/event?id=5"
    assert "&event_id=5&" in found.links.monitor
    assert told().links.event == ""


@pytest.mark.parametrize(
    ("preset", "query", "handles", "footer"),
    [
        (None, True, True, True),
        ("show_all", True, True, True),
        ("hide_query", False, True, True),
        ("hide_handles", True, False, True),
        ("hide_all", False, False, False),
        ("hide_query_and_handles", False, False, True),
        ("show_only_snapshot", False, False, False),
        ("hide_handles_and_footer", True, False, False),
    ],
)
def test_a_preset_hides_what_it_names(preset, query, handles, footer):
    found = told("Look, @slack-ops and @who@example.com please.", options={"notification_preset_name": preset})
    shown = ("system.cpu.user" in found.text, "@" in found.text, "Edit Monitor" in found.text)
    assert shown == (query, handles, footer)
    assert found.handles == ("@slack-ops", "@who@example.com")
    assert "Look, and please." in found.text or handles


def test_only_handles_that_are_shown_then_are_told():
    message = "{{#is_alert}}@pagerduty-a{{/is_alert}} {{#is_renotify}}@slack-b{{/is_renotify}} @slack-{{host.name}}"
    assert told(message).handles == ("@pagerduty-a", "@slack-web-1")
    assert told(message, at=notice(S.ALERT, S.ALERT, again=1)).handles == ("@pagerduty-a", "@slack-b", "@slack-web-1")
    assert told(message, at=notice(S.OK, S.ALERT)).handles == ("@slack-web-1",)


def test_a_reminder_says_the_escalation_too():
    body = {"message": "Look. @slack-ops", "options": {"escalation_message": "Still {{value}}! @pagerduty-a"}}
    again = told(**body, at=notice(S.ALERT, S.ALERT, again=1))
    assert again.message == "Look. @slack-ops\n\nStill 63.002! @pagerduty-a"
    assert again.handles == ("@slack-ops", "@pagerduty-a")
    assert told(**body).message == "Look. @slack-ops"


def test_a_draft_tells_nobody():
    found = notification_of(monitor(draft_status="draft"), notice(), recipients=["slack-rule"])
    assert found.handles == ()


def test_recipients_of_rules_are_told_beside():
    found = notification_of(monitor(), notice(), recipients=["slack-rule", "@slack-ops", "who@example.com"])
    assert found.handles == ("@slack-ops", "@slack-rule", "@who@example.com")


def test_variables_know_the_monitor_and_the_group():
    message = (
        "{{host.name}} {{env.name}} {{value}} {{comparator}} {{threshold}} {{warn_threshold}} "
        "{{triggered_duration_sec}} {{last_triggered_at_epoch}} {{host.ip}}"
    )
    body = monitor(message, options={"thresholds": {"critical": 60, "warning": 50.5}})
    found = notification_of(body, notice(), known=Known({"host": {"ip": "10.0.0.1"}}))
    assert found.message == f"web-1 prod 63.002 > 60.0 50.5 60 {AT * 1000} 10.0.0.1"


def test_groups_told_together_are_named_together():
    members = ((("web-2",), S.ALERT), (("web-1",), S.WARN))
    at = notice(group=(), keys=(), members=members)
    found = told("{{host.name}}", options={"notify_by": ["*"]}, at=at)
    assert found.message == "web-1,web-2"
    assert found.title == "[Triggered] CPU is high"


def test_an_event_has_the_tags_of_the_group_and_of_the_monitor():
    assert told(tags=["team:web", "service:shop"]).tags == ("host:web-1", "monitor", "service:shop", "team:web")


def test_events_of_a_group_share_a_key_and_those_of_a_trouble_a_cycle():
    first, end, other = told(), told(at=notice(S.OK, S.ALERT)), told(at=notice(group=("web-2",)))
    later = told(at=notice(first_triggered_at=AT - 5))
    assert first.key == end.key == later.key != other.key
    assert first.cycle == end.cycle != later.cycle


def test_a_message_that_cannot_be_read_goes_out_and_tells_nobody():
    found = told("{{#is_alert}}Look. @slack-ops")
    assert (found.message, found.handles) == ("{{#is_alert}}Look. @slack-ops", ())


@pytest.mark.parametrize(
    ("search", "group", "found"),
    [
        ("service:web", (), "service%3Aweb"),
        ("service:web", ("web 1",), "service%3Aweb%20host%3A%22web%201%22"),
        ("a OR b", ("h-1",), "%28a%20OR%20b%29%20host%3Ah-1"),
        ("a OR b", (), "a%20OR%20b"),
    ],
)
def test_the_link_to_logs_has_the_search_the_group_and_the_window(search, group, found):
    keys = ("host",) if group else ()
    by = '.by("host")' if group else ""
    query = f'logs("{search}").index("*").rollup("count"){by}.last("5m") > 60'
    body = {"type": "log alert", "query": query, "options": {"evaluation_delay": 60}}
    at = notice(group=group, keys=keys)
    times = f"from_ts={(AT - 360) * 1000}&to_ts={(AT - 60) * 1000}"
    link = f"https://app.datadoghq.com/logs?query={found}&{times}&live=false"
    assert told("{{log.link}} {{log.message}}", keys=keys, at=at, **body).message == f"{link} "
    assert told("{{log.link}}").message == ""


def test_logs_stand_in_the_text_and_tell_nobody():
    known = Known({}, (Record(AT, "refused @slack-evil", attributes={"host": "web-1"}), Record(AT - 1, "slow")))
    found = notification_of(monitor("Look. @slack-ops"), notice(), known=known)
    assert (
        "\n\nSample logs\n\n- 11:45:50 UTC web-1: refused @slack-evil\n- 11:45:49 UTC: slow\n\nThe monitor"
        in found.text
    )
    assert (found.samples, found.handles) == (("refused @slack-evil", "slow"), ("@slack-ops",))
    assert found.message == "Look. @slack-ops"
