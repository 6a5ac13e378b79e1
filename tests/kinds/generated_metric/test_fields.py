from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import RUM_METRIC, SPAN_METRIC

COUNT = {"aggregation_type": "count"}
TIME = {"aggregation_type": "distribution", "path": "@duration"}


def span(**changes: Any) -> dict[str, Any]:
    return {"id": "shop.a", "type": "spans_metrics", "attributes": {"compute": COUNT, **changes}}


def rum(**changes: Any) -> dict[str, Any]:
    attributes = {"compute": COUNT, "event_type": "action", **changes}
    return {"id": "shop.a", "type": "rum_metrics", "attributes": attributes}


RIGHT = [
    span(),
    span(compute=TIME, filter={"query": "service:a"}, group_by=[{"path": "env"}, {"path": "@a", "tag_name": "a"}]),
    span(compute={**TIME, "include_percentiles": True}),
]


@pytest.mark.parametrize("body", RIGHT)
def test_a_definition_may_be_short(body: dict[str, Any]) -> None:
    assert SPAN_METRIC.problems(body) == []


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({**span(), "id": "shop-a"}, "id"),
        ({**span(), "id": 7}, "id"),
        ({**span(), "type": "rum_metrics"}, "type"),
        ({**span(), "attributes": None}, "attributes"),
        (span(compute=None), "compute"),
        (span(compute={}), "aggregation_type"),
        (span(compute={"aggregation_type": "sum"}), "aggregation_type"),
        (span(compute={"aggregation_type": "distribution"}), "path"),
        (span(compute={**TIME, "include_percentiles": "yes"}), "include_percentiles"),
        (span(compute={**COUNT, "include_percentiles": True}), "include_percentiles"),
        (span(compute={**COUNT, "path": "@a"}), "path"),
        (span(filter="service:a"), "filter"),
        (span(filter={}), "query"),
        (span(group_by="env"), "group_by"),
        (span(group_by=["env"]), "group_by"),
        (span(group_by=[{"tag_name": "a"}]), "path"),
        (span(group_by=[{"path": "a", "tag_name": 1}]), "tag_name"),
    ],
)
def test_says_where_it_is_wrong(body: dict[str, Any], path: str) -> None:
    assert [problem.path for problem in SPAN_METRIC.problems(body)] == [path]


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({}, []),
        ({"event_type": "session", "uniqueness": {"when": "end"}}, []),
        ({"event_type": "click"}, ["event_type"]),
        ({"uniqueness": {"when": "end"}}, ["uniqueness"]),
        ({"event_type": "view", "uniqueness": "end"}, ["uniqueness"]),
        ({"event_type": "view", "uniqueness": {"when": "later"}}, ["when"]),
    ],
)
def test_only_sessions_and_views_say_when_they_count(changes: dict[str, Any], paths: list[str]) -> None:
    assert [problem.path for problem in RUM_METRIC.problems(rum(**changes))] == paths
