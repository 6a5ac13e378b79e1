"""Monitors judged from series to notices."""

from __future__ import annotations

from typing import Any

from dogwatch.judge import Judging, Notice, Status
from dogwatch.measure import Store

START = 1_700_002_800


def body(query: str, **options: Any) -> dict[str, Any]:
    return {"type": "query alert", "name": "a", "query": query, "message": "", "options": options}


def told(notices: list[Notice]) -> list[tuple[float, str]]:
    return [((notice.at - START) / 60, notice.status.word) for notice in notices]


def test_alerts_and_recovers() -> None:
    store = Store()
    series = store.series("load", ["host:a"])
    for minute in range(30):
        store.add(series, START + 60 * minute, 9.0 if 10 <= minute < 15 else 1.0)
    judging = Judging(store, {1: body("avg(last_5m):avg:load{*} > 4")}, now=START)

    notices = judging.run(START + 1800)

    assert told(notices) == [(12, "Alert"), (19, "OK")]
    first = notices[0].transition
    assert (first.before, first.after, first.value, first.threshold) == (Status.OK, Status.ALERT, 4.2, 4)
    assert first.reason == "4.2 is > 4"
