from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.declare.checks.catalogs import names, said

DAILY = {"scheduling_options": {"custom_schedule": {"recurrences": [{"rrule": "FREQ=DAILY", "timezone": "UTC"}]}}}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (DAILY, ["schedule-without-missing-data"]),
        ({**DAILY, "on_missing_data": "default"}, []),
        ({"scheduling_options": {"evaluation_window": {"hour_starts": 0}}}, []),
        ({"scheduling_options": None}, []),
    ],
)
def test_a_schedule_says_what_no_data_means(tmp_path: Path, options: dict[str, Any], expected: list[str]) -> None:
    text = f'm = Monitor("m", feature=checkout, query=orders.over("1d") < 1, title="t", what="w", options={options})'
    assert names(said(tmp_path, text)) == expected


def test_monitors_of_events_may_leave_it_open(tmp_path: Path) -> None:
    query = 'logs("a").index("*").rollup("count").last("1d") > 3'
    text = f"""m = Monitor("m", feature=checkout, type="log alert", environments="prod", title="t", what="w",
        query={query!r}, options={DAILY})"""
    assert names(said(tmp_path, text)) == []
