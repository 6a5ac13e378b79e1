from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.declare.checks.catalogs import said


def seen(folder: Path, type: str = "query alert", **options: Any) -> list[str]:
    query = '"${monitor:shop/checkout/latency-p95}"' if type == "composite" else 'orders.over("1h") < 1'
    text = f'm = Monitor("m", feature=checkout, query={query}, title="t", what="w", type={type!r}, options={options})'
    return [each.seen for each in said(folder, text) if each.check == "no-data-said-twice"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"on_missing_data": "resolve", "timeout_h": 0},
        {"on_missing_data": "default", "timeout_h": 2, "notify_no_data": False},
        {"notify_no_data": True, "no_data_timeframe": 30, "timeout_h": 2},
    ],
)
def test_finds_nothing_wrong_with_one_way_of_saying_it(tmp_path: Path, options: dict[str, Any]) -> None:
    assert seen(tmp_path, **options) == []


@pytest.mark.parametrize("older", [{"notify_no_data": True}, {"no_data_timeframe": 30}])
def test_no_data_means_one_thing(tmp_path: Path, older: dict[str, Any]) -> None:
    (sentence,) = seen(tmp_path, on_missing_data="show_no_data", **older)
    assert (
        sentence == f"on_missing_data and {next(iter(older))} both say what no data means, of which Datadog takes one"
    )


def test_what_ends_at_once_waits_for_nothing(tmp_path: Path) -> None:
    assert seen(tmp_path, on_missing_data="resolve", timeout_h=2) == [
        "no data ends the alert at once, so timeout_h waits for nothing"
    ]


def test_a_composite_leaves_it_to_its_parts(tmp_path: Path) -> None:
    assert seen(tmp_path, "composite", on_missing_data="default") == ["a composite has no on_missing_data"]
    assert seen(tmp_path, "composite", notify_no_data=False) == []
