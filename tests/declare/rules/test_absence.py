from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Monitor
from dogwatch.declare.rules.absence import absence_mistakes


def seen(type: str = "query alert", **options: Any) -> list[str]:
    monitor = Monitor("m", query="q", title="t", what="w", type=type, options=options)
    return [seen for seen, _ in absence_mistakes(monitor)]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"on_missing_data": "resolve", "timeout_h": 0},
        {"on_missing_data": "default", "timeout_h": 2, "notify_no_data": False},
        {"notify_no_data": True, "no_data_timeframe": 30, "timeout_h": 2},
    ],
)
def test_finds_nothing_wrong_with_one_way_of_saying_it(options: dict[str, Any]) -> None:
    assert seen(**options) == []


@pytest.mark.parametrize("older", [{"notify_no_data": True}, {"no_data_timeframe": 30}])
def test_no_data_means_one_thing(older: dict[str, Any]) -> None:
    (sentence,) = seen(on_missing_data="show_no_data", **older)
    assert (
        sentence == f"on_missing_data and {next(iter(older))} both say what no data means, of which Datadog takes one"
    )


def test_what_ends_at_once_waits_for_nothing() -> None:
    assert seen(on_missing_data="resolve", timeout_h=2) == [
        "no data ends the alert at once, so timeout_h waits for nothing"
    ]


def test_a_composite_leaves_it_to_its_parts() -> None:
    assert seen("composite", on_missing_data="default") == ["a composite has no on_missing_data"]
    assert seen("composite", notify_no_data=False) == []
