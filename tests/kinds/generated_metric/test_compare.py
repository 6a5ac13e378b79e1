from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from dogwatch.kinds import LOG_METRIC, RUM_METRIC, SPAN_METRIC, NamedKind
from dogwatch.kinds.generated_metric import compare
from tests.corpus import corpus

COUNT: dict[str, Any] = {"aggregation_type": "count"}
TIME: dict[str, Any] = {"aggregation_type": "distribution", "path": "@duration"}


def body(**attributes: Any) -> dict[str, Any]:
    return {"id": "shop.a", "type": "rum_metrics", "attributes": {"compute": COUNT, **attributes}}


def changed(declared: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    changes = compare.differences(body(**declared), body(**found))
    return [(change.path, change.before, change.after) for change in changes]


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ({}, {"filter": {"query": "*"}, "group_by": []}),
        ({"filter": {"query": ""}}, {"filter": {"query": "*"}}),
        ({"compute": TIME}, {"compute": {**TIME, "include_percentiles": False}}),
        (
            {"group_by": [{"path": "a"}, {"path": "b", "tag_name": "c"}]},
            {"group_by": [{"path": "b", "tag_name": "c"}, {"path": "a", "tag_name": "a"}]},
        ),
    ],
)
def test_what_means_the_same_is_no_difference(declared: dict[str, Any], found: dict[str, Any]) -> None:
    assert changed(declared, found) == changed(found, declared) == []


def test_a_difference_is_a_filter_a_group_or_percentiles() -> None:
    found = {"filter": {"query": "a:b"}, "group_by": [{"path": "@x", "tag_name": "x"}], "compute": {**TIME}}
    declared = {"group_by": [{"path": "@x", "tag_name": "y"}], "compute": {**TIME, "include_percentiles": True}}
    assert changed(declared, found) == [
        ("filter.query", "a:b", "*"),
        ("compute.include_percentiles", False, True),
        ("group_by", ["@x as x"], ["@x as y"]),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"compute": TIME},
        {"event_type": "view"},
        {"uniqueness": {"when": "end"}},
    ],
)
def test_what_is_computed_of_which_events_cannot_be_changed(other: dict[str, Any]) -> None:
    assert compare.can_become(body(), body(filter={"query": "a:b"}, group_by=[{"path": "a"}]))
    assert not compare.can_become(body(), body(**other))
    assert not compare.can_become(body(**other), body())


def test_another_path_is_another_metric() -> None:
    assert not compare.can_become(body(compute=TIME), body(compute={**TIME, "path": "@size"}))


def test_an_update_names_what_goes_back_to_its_default() -> None:
    assert compare.merged(body(), body(filter={"query": "a:b"}))["attributes"] == {
        "filter": {"query": "*"},
        "group_by": [],
        "compute": COUNT,
    }


@pytest.mark.parametrize(("kind", "file"), [(RUM_METRIC, "rum_metrics"), (LOG_METRIC, "logs_metrics")])
def test_recorded_definitions_are_without_problems_and_equal_to_themselves(kind: NamedKind, file: str) -> None:
    with gzip.open(corpus(f"objects/{file}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        written = [row for row in map(json.loads, lines) if row["op"] == "create" and row["status"] in (200, 201)]
    assert written
    for row in written:
        sent, stored = row["request"]["data"], row["response"]["data"]
        assert [each.path for each in kind.problems(sent)] == (["id"] if sent["id"] != stored["id"] else [])
        assert kind.compare.can_become(stored, sent)
        assert kind.compare.differences(sent, stored) == []


@pytest.mark.parametrize(("kind", "type"), [(SPAN_METRIC, "spans_metrics"), (LOG_METRIC, "logs_metrics")])
def test_spans_and_logs_have_no_events(kind: NamedKind, type: str) -> None:
    problems = kind.problems({**body(event_type="view", uniqueness={"when": "end"}), "type": type})
    assert [problem.path for problem in problems] == ["event_type", "uniqueness"]
