from __future__ import annotations

from typing import Any

import pytest

from dogwatch.local.intake.span_metrics import count, ingested, span_metric
from dogwatch.local.intake.timeline import Timeline
from dogwatch.local.intake.traces import Span

from .spans import NOW, START, span

HITS = {"aggregation_type": "count"}
DURATION = {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": True}


def counted(
    compute: dict[str, Any], *traces: list[Span], query: str = "*", group_by: list[dict[str, str]] | None = None
) -> list[tuple[str, list[str], list[float]]]:
    """What is counted under one metric: type, tags and values."""
    metric = span_metric("m", {"compute": compute, "filter": {"query": query}, "group_by": group_by or []})
    timeline = Timeline()
    count([metric], traces, timeline, NOW + 5)
    found = list(timeline.over(NOW + 60))
    assert all(set(each.times) == {NOW} for each in found)
    return sorted((each.series.kind, sorted(each.series.tags), sorted(each.values)) for each in found)


def checkout(**changes: Any) -> Span:
    return span(meta={"env": "prod", "feature": "checkout"}, **changes)


def test_counts_the_spans_that_the_search_finds():
    """Whichever they are: those inside a service too, which trace metrics leave out."""
    spans = [checkout(), checkout(metrics={}), span()]
    assert counted(HITS, spans, query="@feature:checkout") == [("count", [], [2])]


def test_distributes_an_attribute():
    assert counted(DURATION, [span(), span(duration=5)]) == [("distribution", [], [5, 10**9])]
    assert counted({**DURATION, "path": "@items"}, [span(metrics={"items": 2}), span()]) == [("distribution", [], [2])]
    sizes = [span(meta={"size": size}) for size in ("12", "many", "nan")]
    assert counted({**DURATION, "path": "@size"}, sizes) == [("distribution", [], [12])]


def test_groups_become_tags_as_datadog_stores_them():
    group_by = [{"path": "@feature", "tag_name": "feature"}, {"path": "resource_name"}, {"path": "@items"}]
    spans = [checkout(metrics={"items": 2}), checkout(metrics={"items": 2}), span()]
    assert counted(HITS, spans, group_by=group_by) == [
        ("count", ["feature:checkout", "items:2", "resource_name:get_/pay"], [2]),
        ("count", ["resource_name:get_/pay"], [1]),
    ]


@pytest.mark.parametrize(
    ("metrics", "kept"),
    [
        ({}, True),
        ({"_sampling_priority_v1": 2}, True),
        ({"_sampling_priority_v1": 1}, True),
        ({"_sampling_priority_v1": 0}, False),
        ({"_sampling_priority_v1": -1}, False),
        ({"_sampling_priority_v1": 0, "_dd.span_sampling.mechanism": 8}, True),
    ],
)
def test_spans_that_were_sampled_away_are_not_ingested(metrics: dict[str, float], kept: bool):
    first, inner = span(metrics=metrics), span(span_id=3, metrics=None)
    is_alone = "_dd.span_sampling.mechanism" in metrics
    assert list(ingested([[first, inner]])) == ([first] if is_alone else [first, inner] if kept else [])


def test_what_is_far_ahead_or_without_a_metric_counts_nothing():
    assert counted(HITS, [span(start=START + 3600 * 10**9)]) == []
    timeline = Timeline()
    count([], [[span()]], timeline, NOW)
    assert list(timeline.over(NOW + 60)) == []
