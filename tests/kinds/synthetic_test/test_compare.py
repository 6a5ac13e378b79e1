from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from dogwatch.kinds import SYNTHETIC_TEST
from dogwatch.kinds.synthetic_test import compare
from tests.corpus import corpus
from tests.kinds.synthetic_test.test_fields import WHOLE


def changed(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in compare.differences({**WHOLE, **declared}, {**WHOLE, **found})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"locations": ["a", "b"]}, {"locations": ["b", "a"]}),
        ({}, {"options": {"tick_every": 60.0, "min_location_failed": 1, "httpVersion": "any"}}),
        ({}, {"options": {"tick_every": 60, "monitor_options": {"include_tags": True, "new_host_delay": 300}}}),
        ({}, {"options": {"tick_every": 60, "retry": {"count": 0, "interval": 300}}}),
        ({}, {"config": {**WHOLE["config"], "configVariables": [], "variablesFromScript": ""}}),
        ({}, {"config": {**WHOLE["config"], "request": {**WHOLE["config"]["request"], "persistCookies": False}}}),
        ({"message": "a"}, {"message": " a "}),
    ],
)
def test_what_means_the_same_is_no_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert changed(one, other) == changed(other, one) == []


def test_the_status_is_peoples_unless_it_is_declared() -> None:
    assert changed({}, {"status": "paused"}) == []
    assert changed({"status": "live"}, {"status": "paused"}) == ["status"]


def test_a_header_that_nobody_declares_is_a_difference() -> None:
    request = {**WHOLE["config"]["request"], "headers": {"Accept": "text/html"}}
    assert changed({}, {"config": {**WHOLE["config"], "request": request}}) == ["config.request.headers"]


def test_what_may_be_a_secret_is_not_shown_where_it_was_found() -> None:
    declared = {"Authorization": "Bearer {{ TOKEN }}", "Accept": "text/html"}
    found = {"Authorization": "Bearer hunter2", "Accept": "text/html", "X-Key": "hunter2", "X-Named": "{{ KEY }}"}
    config = {**WHOLE["config"], "request": {**WHOLE["config"]["request"], "headers": declared}}
    by_hand = {**config, "request": {**config["request"], "headers": found, "basicAuth": {"password": "hunter2"}}}
    changes = SYNTHETIC_TEST.compare.differences({**WHOLE, "config": config}, {**WHOLE, "config": by_hand})
    hidden = {"Authorization": "(not shown)", "X-Key": "(not shown)"}
    assert [(change.path, change.before) for change in changes] == [
        ("config.request.headers", {**found, **hidden}),
        ("config.request.basicAuth", {"password": "(not shown)"}),
    ]


def test_a_header_beside_the_declared_ones_is_a_difference_as_well() -> None:
    def asking(**headers: str) -> dict[str, Any]:
        return {"config": {**WHOLE["config"], "request": {**WHOLE["config"]["request"], "headers": headers}}}

    assert changed(asking(Accept="text/html"), asking(Accept="text/html")) == []
    assert changed(asking(Accept="text/html"), asking(Accept="text/html", Pragma="x")) == ["config.request.headers"]


def test_a_global_variable_that_the_test_names_may_be_there() -> None:
    """Datadog makes it a variable of the test by itself."""
    named = {"type": "global", "name": "TOKEN", "id": "0f1e2d3c-4b5a-4968-8776-655443322110"}
    request = {**WHOLE["config"]["request"], "headers": {"Authorization": "Bearer {{ TOKEN }}"}}
    declared = {"config": {**WHOLE["config"], "request": request}}
    assert changed(declared, {"config": {**declared["config"], "configVariables": [named]}}) == []
    other = {**named, "name": "OTHER"}
    found = {"config": {**declared["config"], "configVariables": [named, other]}}
    assert changed(declared, found) == ["config.configVariables"]


def test_an_update_carries_what_nobody_here_knows_and_leaves_the_status_out() -> None:
    found = {**WHOLE, "status": "paused", "public_id": "abc-def-ghi", "monitor_id": 1, "metadata": {"a": 1}}
    found["options"] = {
        "tick_every": 900,
        "ci": {"executionRule": "skipped"},
        "downtime_ids": [],
        "retry": {"count": 2},
    }
    kept = {"ci": {"executionRule": "skipped"}, "tick_every": 60}
    assert compare.merged(WHOLE, found) == {**WHOLE, "metadata": {"a": 1}, "options": kept}


def test_what_one_says_itself_makes_another_like_it() -> None:
    found = {**WHOLE, "public_id": "abc-def-ghi", "monitor_id": 1, "created_at": "2026-01-01T00:00:00+00:00"}
    found["options"] = {"tick_every": 60, "min_location_failed": 1, "downtime_ids": [], "retry": {"count": 0}}
    assert compare.said(found) == WHOLE


def test_a_lookalike_asks_the_same_of_the_same() -> None:
    assert compare.looks_like({**WHOLE, "tags": ["a:b"], "locations": ["gcp:x"]}, WHOLE)
    assert not compare.looks_like({**WHOLE, "config": {**WHOLE["config"], "assertions": []}}, WHOLE)
    assert not compare.looks_like({**WHOLE, "subtype": "ssl"}, WHOLE)


def test_recorded_tests_are_equal_to_what_datadog_made_of_them() -> None:
    compared = 0
    for sent, stored in created():
        if SYNTHETIC_TEST.problems(sent) or "metadata" in sent:  # which is shown where it is asked for
            continue
        compared += 1
        assert compare.can_become(stored, sent)
        assert compare.differences(sent, stored) == []
        assert compare.differences(compare.said(stored), stored) == []
    assert compared > 15


def created() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    with gzip.open(corpus("objects/synthetics_tests.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["op"] == "create" and row["response"]["type"] == "api":
                yield row["request"], row["response"]
