"""Trace metrics, by the rules of reference pages on the Agent's concentrator."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.local.intake.concentrator import Concentrator, counting, operation, times
from dogwatch.local.intake.stats import decoded_stats
from dogwatch.local.intake.timeline import Timeline
from dogwatch.local.intake.traces import Payload, Span

from .spans import NOW, START, span
from .test_stats import GROUP, payload


def counted(*traces: list[Span], stats: bytes = b"", **of: Any) -> dict[str, list[tuple[list[str], list[float]]]]:
    """The trace metrics: by their names, tags and values."""
    timeline = Timeline()
    concentrator = Concentrator(timeline, host="box")
    concentrator.add(Payload(list(traces), **of), NOW + 5, has_top_level=True)
    if stats:
        concentrator.add_stats(decoded_stats(stats), NOW + 5)
    found: dict[str, list[tuple[list[str], list[float]]]] = {}
    for points in timeline.over(NOW + 60):
        assert set(points.times) == {NOW}
        found.setdefault(points.series.metric, []).append((sorted(points.series.tags), sorted(points.values)))
    return found


def test_spans_become_hits_errors_latency_and_duration_with_the_standard_tags():
    meta = {"env": "prod", "version": "7", "feature": "checkout", "http.status_code": "500"}
    found = counted([span(meta=meta, error=1)], [span(meta=meta)])
    with_status = ["env:prod", "host:box", "http.status_code:500"]
    of_resource = ["resource:get_/pay", "resource_name:get_/pay", "service:shop"]
    with_class = [*with_status[:2], "http.status_class:5xx", with_status[2]]
    assert found == {
        "trace.web.request.hits": [([*with_status, *of_resource, "version:7"], [2])],
        "trace.web.request.hits.by_http_status": [([*with_class, *of_resource, "version:7"], [2])],
        "trace.web.request.errors": [([*with_status, *of_resource, "version:7"], [1])],
        "trace.web.request.errors.by_http_status": [([*with_class, *of_resource, "version:7"], [1])],
        "trace.web.request": [(["env:prod", *of_resource, "synthetics:false", "version:7"], [1, 1])],
        "trace.web.request.duration": [(["env:prod", "http.status_code:500", *of_resource], [2])],
    }


def test_without_errors_there_is_no_series_of_them():
    assert sorted(counted([span()])) == ["trace.web.request", "trace.web.request.duration", "trace.web.request.hits"]


def test_env_of_a_trace_is_that_of_its_first_span_with_one_or_of_the_payload_or_none():
    first, second = span(meta={}), span(span_id=3, meta={"env": "dev"})
    assert counted([first, second])["trace.web.request.hits"][0][0][0] == "env:dev"
    assert counted([first], env="qa")["trace.web.request.hits"][0][0][0] == "env:qa"
    assert counted([first])["trace.web.request.hits"][0][0][0] == "env:none"


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"metrics": {"_dd.top_level": 1}}, True),
        ({"metrics": {"_top_level": 1}}, True),
        ({"metrics": {"_dd.measured": 1}}, True),
        ({"metrics": {}}, False),
        ({"metrics": {"_dd.top_level": 0}}, False),
        ({"metrics": {}, "meta": {"span.kind": "Server"}}, True),
        ({"metrics": {}, "meta": {"span.kind": "client"}}, True),
        ({"metrics": {}, "meta": {"span.kind": "producer"}}, True),
        ({"metrics": {}, "meta": {"span.kind": "consumer"}}, True),
        ({"metrics": {}, "meta": {"span.kind": "internal"}}, False),
        ({"metrics": {"_dd.top_level": 1, "_dd.partial_version": 0}}, False),
    ],
)
def test_the_spans_that_count(changes: dict[str, Any], counts: bool):
    each = span(**changes)
    assert list(counting([each], has_top_level=True)) == ([each] if counts else [])


def test_a_span_comes_first_if_its_parent_is_missing_unknown_or_of_another_service():
    root = span(span_id=1, metrics=None)
    inner = span(span_id=2, parent_id=1, metrics=None)
    other = span(span_id=3, parent_id=2, service="db", metrics=None)
    lost = span(span_id=4, parent_id=99, metrics=None)
    assert list(counting([root, inner, other, lost], has_top_level=False)) == [root, other, lost]


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        (START, 5, (START, 5)),
        (START, -5, (START, 0)),
        (0, 10**9, (START - 10**9, 10**9)),
        (START, 2**63 - 1, (START, 0)),
    ],
)
def test_times_that_are_none_are_put_right(start: int, duration: int, expected: tuple[int, int]):
    assert times(span(start=start, duration=duration), float(NOW)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flask.request", "flask.request"),
        ("web-request", "web_request"),
        ("1.a b", "a_b"),
        ("a_.b._c__d_", "a.b.c_d"),
        ("", "unnamed_operation"),
        ("123", "unnamed_operation"),
        ("x" * 300, "x" * 100),
    ],
)
def test_names_of_operations_are_those_of_metrics(name: str, expected: str):
    assert operation(name) == expected


@pytest.mark.parametrize("status", ["x", "", "99999", "9" * 5000, "-1"])
def test_a_status_that_is_none_is_no_tag(status: str):
    assert "trace.web.request.hits.by_http_status" not in counted([span(meta={"http.status_code": status})])


def test_a_status_may_be_a_number():
    assert "trace.web.request.hits.by_http_status" in counted(
        [span(metrics={"_top_level": 1, "http.status_code": 404.0})]
    )


def test_synthetic_calls_are_told_apart():
    tags = counted([span(meta={"_dd.origin": "synthetics-browser"})])["trace.web.request"][0][0]
    assert "synthetics:true" in tags


def test_what_a_tracer_has_counted_is_added_to_what_spans_count():
    meta = {"env": "prod", "version": "7", "http.status_code": "200"}
    found = counted([span(meta=meta)], stats=payload(GROUP))
    assert [values for _, values in found["trace.web.request.hits"]] == [[4]]
    assert [values for _, values in found["trace.web.request.errors"]] == [[1]]
    assert found["trace.web.request.duration"][0][1] == [4]
    assert found["trace.web.request"][0][1] == pytest.approx([1, 1, 1], rel=0.0078)


def test_names_and_texts_without_bound_are_cut():
    for metric, found in counted([span(name="n" * 9999, service="s" * 9999, resource="r" * 9999)]).items():
        assert len(metric) < 130
        assert all(len(tag) <= 200 for tags, _ in found for tag in tags)
