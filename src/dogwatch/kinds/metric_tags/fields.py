"""The attributes of a metric's tag configuration: which tags can be queried, and whether there are percentiles.

Sources: Datadog's v2 API description (metric tag configurations), recorded exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.fields import Field, boolean, listing, mapping, one_of, required, texts, wrong_types
from dogwatch.kinds.resource import Problem

METRIC_TYPES = ("count", "distribution", "gauge", "rate")

ATTRIBUTES: Mapping[str, Field] = {
    "exclude_tags_mode": Field(boolean, default=False),
    "include_percentiles": Field(boolean, default=False),
}


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared configuration that Datadog would refuse."""
    attributes = body.get("attributes")
    if expected := mapping(attributes):
        return [Problem("attributes", f"{attributes!r}", f"write {expected}")]
    assert isinstance(attributes, Mapping)
    found = [required(attributes, "metric_type", one_of(*METRIC_TYPES)), required(attributes, "tags", texts)]
    found += wrong_types("", attributes, ATTRIBUTES)
    if expected := listing(attributes.get("aggregations", ())):
        found.append(Problem("aggregations", f"{attributes['aggregations']!r}", f"write {expected}"))
    if attributes.get("include_percentiles") and attributes.get("metric_type") != "distribution":
        seen = f"the metric is a {attributes.get('metric_type')}"
        found.append(Problem("include_percentiles", seen, "only a distribution has percentiles; leave it out"))
    return [problem for problem in found if problem]
