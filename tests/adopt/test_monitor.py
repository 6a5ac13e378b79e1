from __future__ import annotations

from typing import Any

import pytest

from .originals import monitor
from .written import declared

SOUND = {"thresholds": {"critical": 5}}
HEAD = (
    'errors_1 = Monitor(\n    "errors-1",\n    environments="prod",\n    imported="1",\n    title="Errors 1",\n'
    '    query=metric("a").avg().over("5m") > 5,\n'
)


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"options": {"thresholds": {"critical": 5.0}}}, []),
        ({}, ['    options={"thresholds": {"critical": None}},']),
        ({"options": {"thresholds": {"critical": 7}}}, ['    options={"thresholds": {"critical": 7}},']),
        ({"options": {"thresholds": {"critical": 5, "warning": 3.0}}}, ["    warn=3,"]),
        (
            {
                "options": {
                    "thresholds": {"critical": 5, "critical_recovery": 4},
                    "timeout_h": 1,
                    "silenced": {"*": None},
                }
            },
            ['    options={"thresholds": {"critical_recovery": 4}, "timeout_h": 1},'],
        ),
        (
            {"message": "m", "priority": 2, "options": {"thresholds": {"critical": 5}}, "created": "now"},
            ["    priority=2,", '    message="m",'],
        ),
        (
            {
                "options": {"thresholds": {"critical": 5}},
                "restricted_roles": ["r"],
                "new": {"a": 1},
                "draft_status": "published",
            },
            ['    body={"restricted_roles": ["r"], "new": {"a": 1}},'],
        ),
    ],
)
def test_a_monitor_is_declared_without_defaults(fields: dict[str, Any], lines: list[str]) -> None:
    assert declared(monitor(1, **fields)) == HEAD + "".join(f"{line}\n" for line in lines) + ")"


@pytest.mark.parametrize(
    ("tags", "lines"),
    [
        (["service:web", "a"], ['    service="web",', '    tags=["a"],']),
        (["service:a", "service:b"], ['    tags=["service:a", "service:b"],']),
        (["service:Odd One"], ['    tags=["service:Odd One"],']),
        (["service", "env:prod"], ['    tags=["service", "env:prod"],']),
        (["team:Odd One", ""], ['    tags=["team:Odd One", ""],']),
    ],
)
def test_tags_are_arguments_where_these_give_the_same(tags: list[str], lines: list[str]) -> None:
    code = declared(monitor(1, tags=tags, options={"thresholds": {"critical": 5}}))

    assert [line for line in code.splitlines() if line.lstrip().startswith(("service=", "tags=", "team="))] == lines


def test_what_is_no_metric_monitor_keeps_its_text_and_type() -> None:
    query = '"ntp.in_sync".over("*").by("host").last(4).count_by_status()'
    code = declared(monitor(1, type="service check", query=query, options={"thresholds": {"critical": 3, "ok": 1}}))

    assert f"    type=\"service check\",\n    query='{query}',\n" in code
    assert '    options={"thresholds": {"critical": 3}},\n' in code
