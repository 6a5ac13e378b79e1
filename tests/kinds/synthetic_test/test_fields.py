from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from dogwatch.kinds import SYNTHETIC_TEST
from tests.corpus import corpus

WHOLE: dict[str, Any] = {
    "name": "The checkout answers",
    "type": "api",
    "subtype": "http",
    "message": "",
    "config": {
        "request": {"method": "GET", "url": "https://www.example.com"},
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
    },
    "locations": ["aws:eu-west-1"],
    "options": {"tick_every": 60},
    "tags": [],
}


def wrong(**fields: Any) -> list[str]:
    body = {name: value for name, value in {**WHOLE, **fields}.items() if value is not ...}
    return [problem.path for problem in SYNTHETIC_TEST.problems(body)]


def test_a_whole_one_has_no_problem() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"name": ...}, ["name"]),
        ({"type": "browser"}, ["type"]),
        ({"subtype": "html"}, ["subtype"]),
        ({"locations": []}, ["locations"]),
        ({"locations": "aws:eu-west-1"}, ["locations"]),
        ({"status": "off"}, ["status"]),
        ({"public_id": "abc-def-ghi"}, ["public_id"]),
        ({"options": {}}, ["options.tick_every"]),
        ({"options": {"tick_every": 29}}, ["options.tick_every"]),
        ({"options": {"tick_every": 60, "retry": {"count": 6}}}, ["options.retry.count"]),
        ({"options": {"tick_every": 60, "retry": 3}}, ["options.retry"]),
        ({"options": {"tick_every": 60, "monitor_priority": 6}}, ["options.monitor_priority"]),
        ({"config": {"request": {"url": "https://a"}}}, ["config.request.method", "config.assertions"]),
        ({"subtype": "multi"}, ["config.steps"]),
        ({"subtype": "multi", "config": {"steps": []}}, []),
    ],
)
def test_what_datadog_would_refuse_is_named(fields: Mapping[str, Any], paths: list[str]) -> None:
    assert wrong(**fields) == paths


@pytest.mark.parametrize(
    "assertion",
    [
        {"type": "status", "operator": "is", "target": 200},
        {"type": "statusCode", "operator": "equals", "target": 200},
        {"type": "header", "operator": "is", "target": "text/html"},
        "200",
    ],
)
def test_an_assertion_that_asserts_nothing_is_named(assertion: Any) -> None:
    config = {**WHOLE["config"], "assertions": [assertion]}
    assert wrong(config=config) == ["config.assertions[0]"]


def test_only_secrets_and_what_is_never_shown_is_wrong_in_recorded_tests() -> None:
    written = 0
    for sent in recorded(lambda row: row["op"] in ("create", "update")):
        written += 1
        for problem in SYNTHETIC_TEST.problems(sent):
            assert "a secret stands in it" in problem.seen or "Datadog never shows again" in problem.seen
    assert written > 30


def recorded(wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """What was sent of API tests that Datadog took."""
    with gzip.open(corpus("objects/synthetics_tests.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if wanted(row) and row["status"] == 200]
    return [row["request"] for row in rows if row["response"]["type"] == "api"]
