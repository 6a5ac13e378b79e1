from __future__ import annotations

from dogwatch.kinds import Reference, healed

SLO = "0123456789abcdef0123456789abcdef"
GONE = {
    ("monitor", "12345"): Reference("monitor", "shop/slow"),
    ("slo", SLO): Reference("slo", "shop/promise"),
    ("dashboard", "abc-def-ghi"): Reference("dashboard", "shop/page"),
}


def test_a_composite_refers_to_the_monitor_and_not_to_part_of_a_number() -> None:
    body = {"type": "composite", "query": "12345 && !123456 && 99"}
    assert healed(body, GONE)["query"] == "${monitor:shop/slow} && !123456 && 99"


def test_a_number_that_is_no_monitor_stays() -> None:
    body = {
        "type": "query alert",
        "query": "avg(last_5m):avg:a{*} > 12345",
        "options": {"thresholds": {"critical": 12345}, "renotify_interval": 12345},
        "message": "More than 12345 of them.",
    }
    assert healed(body, GONE) == body


def test_fields_that_hold_ids_of_monitors() -> None:
    body = {"monitor_ids": [12345, 7], "widgets": [{"definition": {"type": "alert_graph", "alert_id": "12345"}}]}
    assert healed(body, GONE) == {
        "monitor_ids": ["${monitor:shop/slow}", 7],
        "widgets": [{"definition": {"type": "alert_graph", "alert_id": "${monitor:shop/slow}"}}],
    }


def test_slos_dashboards_and_addresses_wherever_they_stand() -> None:
    body = {
        "type": "slo alert",
        "query": f'error_budget("{SLO}").over("7d") > 5',
        "message": "See https://app.datadoghq.eu/dashboard/abc-def-ghi/page and /monitors/12345?q=1, not /monitors/1.",
    }
    assert healed(body, GONE) == {
        "type": "slo alert",
        "query": 'error_budget("${slo:shop/promise}").over("7d") > 5',
        "message": "See https://app.datadoghq.eu/dashboard/${dashboard:shop/page}/page and "
        "/monitors/${monitor:shop/slow}?q=1, not /monitors/1.",
    }


def test_a_body_without_such_ids_is_the_same() -> None:
    body = {"type": "composite", "query": "1 && 2", "tags": ["a:b"], "priority": None}
    assert healed(body, GONE) == body
    assert healed(body, {}) is body
