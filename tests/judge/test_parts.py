from __future__ import annotations

from typing import Any

from dogwatch.judge import Judging, Notice, notification_of
from dogwatch.measure import Store

START = 1_700_002_800


def body(query: str, message: str = "", type: str = "query alert") -> dict[str, Any]:
    return {"type": type, "name": "both", "query": query, "message": message, "options": {}}


def judged(message: str = "") -> tuple[Judging, list[Notice]]:
    """A composite of load by host and of the queue as a whole, both of which are high for some minutes."""
    store = Store()
    for name, host, value in (("load", "web-1", 9.0), ("load", "web-2", 2.0), ("queue", "web-1", 50.0)):
        series = store.series(name, [f"host:{host}"])
        for minute in range(20):
            store.add(series, START + 60 * minute, value if 10 <= minute < 15 else 1.0)
    monitors = {
        1: body("max(last_1m):avg:load{*} by {host} > 4"),
        2: body("max(last_1m):avg:queue{*} > 40"),
        3: body("1 && 2", message, "composite"),
    }
    judging = Judging(store, monitors, now=START)
    return judging, judging.run(START + 1200)


def test_knows_value_and_status_of_each_part_then() -> None:
    judging, notices = judged()
    first, last = [notice for notice in notices if notice.monitor == 3]

    assert judging.known(first).variables == {
        "a": {"value": 9.0, "status": "Alert"},
        "b": {"value": 50.0, "status": "Alert"},
    }
    assert judging.known(last).variables == {"a": {"value": 1.0, "status": "OK"}, "b": {"value": 1.0, "status": "OK"}}


def test_a_message_says_them() -> None:
    judging, notices = judged("{{host.name}}: {{a.value}} ({{a.status}}), {{b.value}} wait. @slack-ops")
    notice = next(notice for notice in notices if notice.monitor == 3)
    found = notification_of(judging.monitors[3], notice, known=judging.known(notice))

    assert found.message == "web-1: 9.0 (Alert), 50.0 wait. @slack-ops"
    assert found.title == "[Triggered on {host:web-1}] both"


def test_other_monitors_have_none() -> None:
    judging, notices = judged()
    assert judging.known(next(notice for notice in notices if notice.monitor == 1)).variables == {}
