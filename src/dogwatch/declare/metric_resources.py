"""What a catalog wants of the metrics it reads: their percentiles, the tags that are kept, what they mean.

A metric belongs to the organisation, not to an environment, so these are the same for every environment; the
description says which catalog owns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dogwatch.kinds import Resource, owner_line
from dogwatch.names import METRICS, Metric

# How Datadog stores what DogStatsD sends: a set arrives as the number of its members.
_STORED_AS = {"count": "count", "distribution": "distribution", "set": "gauge"}


# `env:prod`, `!env:prod`, `env IN (a, b)` and `env NOT IN (a)` all speak of the key `env`.
_SCOPED = re.compile(r"\b(?!NOT\b)([A-Za-z][\w\-./]*)(?=:|\s+(?:NOT\s+)?IN\s*\()", re.IGNORECASE)


def metric_resources(catalog: str, resources: Iterable[Resource]) -> Iterator[Resource]:
    """The tag configuration and the metadata of each metric that the catalog's monitors and SLOs read.

    Dashboards alone switch nothing on, but the tags by which they ask are kept.
    """
    every = list(resources)
    read = " ".join(text for resource in every for text in _queries(resource, "query", "sli_specification"))
    shown = " ".join(text for resource in every for text in _queries(resource, "widgets"))
    for metric in METRICS:
        if metric.name in read:
            key = f"{catalog}/{metric.name}"
            yield Resource("metric_tags", key, _tags(metric, _used_tags(metric.name, f"{read} {shown}")))
            yield Resource("metric_metadata", key, _metadata(metric, catalog))


def _queries(resource: Resource, *fields: str) -> Iterator[str]:
    for name in fields:
        yield from _texts(resource.body.get(name))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _used_tags(metric: str, texts: str) -> set[str]:
    """The tag keys by which queries of the metric are scoped and grouped: without them they would find nothing."""
    used = re.findall(rf"{re.escape(metric)}\{{([^}}]*)\}}(?:\s*by\s*\{{([^}}]*)\}})?", texts)
    scoped = {key for scope, _ in used for key in _SCOPED.findall(scope)}
    return scoped | {key.strip() for _, grouped in used for key in grouped.split(",") if key.strip()}


def _tags(metric: Metric, used: set[str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {"metric_type": _STORED_AS[metric.type], "tags": sorted({*metric.tags, *used})}
    if metric.percentiles:
        attributes["include_percentiles"] = True
    return {"type": "manage_tags", "id": metric.name, "attributes": attributes}


def _metadata(metric: Metric, catalog: str) -> dict[str, Any]:
    return {
        "metric": metric.name,
        "description": f"{metric.description}.\n{owner_line(catalog)}",
        "unit": metric.unit,
    }
