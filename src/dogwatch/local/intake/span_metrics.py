"""Metrics that are declared over spans: how many a search finds, or how one of their attributes is distributed.

Source: docs tracing/trace_pipeline/generate_metrics. They are computed of the spans that are ingested, which those of
traces that were sampled away are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dogwatch.query import parse_search

from .concentrator import SECOND, times
from .naming import stored_tags
from .points import Series
from .span_search import Finds, Value, attribute, finding, text_of
from .timeline import Timeline
from .traces import Span, Trace


class SpanMetric(NamedTuple):
    """A metric over the spans that a search finds: how many, or the values at `path`; `groups` are paths and tags."""

    name: str
    finds: Finds
    path: str | None
    groups: tuple[tuple[str, str], ...]


def span_metric(name: str, attributes: Mapping[str, Any]) -> SpanMetric:
    """The metric that the attributes of a definition declare, as the API has checked them.

    Raises NotSearched or QuerySyntaxError where its filter is none that is held against spans here.
    """
    compute = attributes["compute"]
    finds = finding(parse_search(attributes["filter"]["query"]))
    groups = tuple(
        (group["path"], group.get("tag_name") or group["path"].removeprefix("@")) for group in attributes["group_by"]
    )
    return SpanMetric(name, finds, compute.get("path"), groups)


def count(metrics: Iterable[SpanMetric], traces: Iterable[Trace], timeline: Timeline, now: float) -> None:
    """Counts spans into a timeline under the metrics that find them, by the time when they ended."""
    metrics = tuple(metrics)
    for span in ingested(traces) if metrics else ():
        start, duration = times(span, now)
        for metric in metrics:
            value = _value(metric, span)
            place = timeline.place((start + duration) / SECOND, now) if value is not None else None
            if value is not None and place is not None:
                timeline.add(place, _series(metric, span), value)


def ingested(traces: Iterable[Trace]) -> Iterator[Span]:
    """The spans that are kept: those of traces with a priority above 0, and single ones that were chosen."""
    for trace in traces:
        priorities = [
            span.numbers["_sampling_priority_v1"] for span in trace if "_sampling_priority_v1" in span.numbers
        ]
        is_kept = not priorities or priorities[0] > 0
        yield from (span for span in trace if is_kept or "_dd.span_sampling.mechanism" in span.numbers)


def _value(metric: SpanMetric, span: Span) -> float | None:
    """What the span counts; None where it does not."""
    if not metric.finds(span):
        return None
    if metric.path is None:
        return 1.0
    value = attribute(span, metric.path)
    return _number(value)


def _number(value: Value | None) -> float | None:
    if not isinstance(value, str):
        return value
    try:
        return float(value)
    except ValueError:
        return None


def _series(metric: SpanMetric, span: Span) -> Series:
    found = ((tag, attribute(span, path)) for path, tag in metric.groups)
    tags = stored_tags(f"{tag}:{text_of(value)}" for tag, value in found if value is not None)
    return Series(metric.name, "count" if metric.path is None else "distribution", tags)
