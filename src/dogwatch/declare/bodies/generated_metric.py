"""What a metric that Datadog computes from events becomes: its definition, as Datadog stores it."""

from __future__ import annotations

from typing import Any

from dogwatch.declare.generated_metric import GeneratedMetric, LogMetric, RumMetric, SpanMetric
from dogwatch.kinds import Body, Resource

_TYPES = {SpanMetric: "spans_metrics", RumMetric: "rum_metrics", LogMetric: "logs_metrics"}


def generated_metric_resource(declared: GeneratedMetric, catalog: str) -> Resource:
    """The definition; it is the same for every environment, since a metric belongs to the organisation."""
    body: Body = {"type": _TYPES[type(declared)], "id": declared.name, "attributes": _attributes(declared)}
    return Resource(declared.kind.name, f"{catalog}/{declared.name}", body, declared.place)


def _attributes(declared: GeneratedMetric) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "compute": _compute(declared),
        "filter": {"query": _query(declared)},
        "group_by": [{"path": path, "tag_name": tag} for path, tag in declared.groups],
    }
    if isinstance(declared, RumMetric):
        attributes["event_type"] = declared.event_type
        if declared.uniqueness is not None:
            attributes["uniqueness"] = {"when": declared.uniqueness}
    return attributes


def _compute(declared: GeneratedMetric) -> dict[str, Any]:
    if declared.path is None:
        return {"aggregation_type": "count"}
    return {"aggregation_type": "distribution", "path": declared.path, "include_percentiles": declared.percentiles}


def _query(declared: GeneratedMetric) -> str:
    """The filter, of one feature's events where that is asked for; OR binds weaker than what stands side by side."""
    if declared.feature is None:
        return declared.filter
    scope = f"{declared.path_of_the_feature}:{declared.feature.name}"
    if declared.filter == "*":
        return scope
    return f"{scope} ({declared.filter})" if " OR " in declared.filter else f"{scope} {declared.filter}"
