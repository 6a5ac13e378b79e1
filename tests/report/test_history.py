from __future__ import annotations

from typing import Any

from dogwatch.plan import Create, Delete, Plan, Update
from dogwatch.report import history_data, history_lines, plan_markdown, touched
from dogwatch.report.data import plan_data

APP = "https://app.datadoghq.eu"
MADE = {"modified": "2026-11-27T12:30:15+00:00", "creator": {"handle": "ann@shop.example"}}
PLAN = Plan(
    "here",
    (
        Create("monitor", "shop/new", {}),
        Update("monitor", "shop/slow", "17", (), {}, MADE),
        Delete("downtime", "shop/move", "x", {"attributes": {}}),
    ),
    unchanged=0,
    managed=2,
)


def rows(**changed_by: str) -> list[dict[str, Any]]:
    return history_data(PLAN, {("monitor", id.removeprefix("m")): who for id, who in changed_by.items()}, APP)


def test_what_is_to_be_made_has_no_past() -> None:
    assert touched(PLAN) == [("monitor", "17"), ("downtime", "x")]
    assert [row["key"] for row in rows()] == ["shop/slow", "shop/move"]


def test_what_changed_last_comes_first() -> None:
    older = {**MADE, "modified": "2026-11-26T12:00:00+00:00"}
    plan = Plan("here", (Delete("monitor", "shop/old", "1", older), Delete("monitor", "shop/new", "2", MADE)), 0, 2)
    assert [row["key"] for row in history_data(plan, {}, APP)] == ["shop/new", "shop/old"]


def test_who_changed_it_counts_more_than_who_made_it() -> None:
    assert list(history_lines(rows(m17="eve@shop.example"))) == [
        "monitor shop/slow (17): 2026-11-27 12:30 UTC by eve@shop.example",
        "    https://app.datadoghq.eu/monitors/17",
        "downtime shop/move (x): at a time that is not known, by whom is not known",
    ]


def test_without_the_audit_trail_who_made_it_is_all_that_is_known() -> None:
    assert next(history_lines(rows())) == (
        "monitor shop/slow (17): 2026-11-27 12:30 UTC, by whom is not known; made by ann@shop.example"
    )


def test_names_of_people_are_no_markup() -> None:
    data = {**plan_data(PLAN), "history": rows(m17="</details>`@all\n```"), "history_note": "no more is known"}
    text = plan_markdown(data)
    section = text.partition("<summary>Changed last (2)</summary>")[2]
    assert "````diff\nmonitor shop/slow (17): 2026-11-27 12:30 UTC by </details>`@all\\n```\n" in section
    assert "\nno more is known\n````\n" in section
