"""What a catalog wants of the metrics it keeps: their percentiles, the tags that can be queried, what they mean.

A metric belongs to the organisation, not to an environment, so these are the same for every environment; the
description says which catalog owns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Any

from dogwatch.declare.bodies.generated_metric import generated_metric_resource
from dogwatch.declare.catalog import Catalog
from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.generated_metric import GeneratedMetric
from dogwatch.kinds import DASHBOARD, POWERPACK, Resource, owner_line, texts_in
from dogwatch.names import METRICS, is_within
from dogwatch.place import NOWHERE, Place

# How Datadog stores what DogStatsD sends: a set arrives as the number of its members.
_STORED_AS = {"count": "count", "distribution": "distribution", "set": "gauge"}


# Where bodies hold widgets.
_SHOWN = {DASHBOARD.name: ("widgets",), POWERPACK.name: ("attributes",)}

# `env:prod`, `!env:prod`, `env IN (a, b)` and `env NOT IN (a)` all speak of the key `env`.
_SCOPED = re.compile(r"\b(?!NOT\b)([A-Za-z][\w\-./]*)(?=:|\s+(?:NOT\s+)?IN\s*\()", re.IGNORECASE)


def metric_resources(
    catalog: Catalog, resources: Iterable[Resource], own: Iterable[CustomMetric | GeneratedMetric] = ()
) -> Iterator[Resource]:
    """The tag configuration and the metadata of each metric within the catalog's namespaces: its own ones, and those
    of the instrumentation that its monitors and SLOs read.

    Dashboards and powerpacks alone switch nothing on, but the tags by which they ask are kept. What Datadog computes
    from events has a definition instead, which says its tags and percentiles.
    """
    every = list(resources)
    read = " ".join(text for resource in every for text in _queries(resource, "query", "sli_specification"))
    shown = " ".join(text for resource in every for text in _queries(resource, *_SHOWN.get(resource.kind, ())))
    for metric in METRICS:
        if metric.name in read and is_within(metric.name, catalog.namespaces):
            used = _used_tags(metric.name, f"{read} {shown}")
            attributes = _attributes(_STORED_AS[metric.type], {*metric.tags, *used}, percentiles=metric.percentiles)
            yield from _settings(catalog, metric.name, attributes, metric.description, metric.unit)
    for custom in own:
        if isinstance(custom, GeneratedMetric):
            yield generated_metric_resource(custom, catalog.name)
            yield from _settings(catalog, custom.name, None, custom.description, custom.unit, custom.place)
            continue
        tags = {*custom.tags, *_used_tags(custom.name, f"{read} {shown}")} if custom.tags else set()
        attributes = _attributes(custom.type, tags, percentiles=custom.percentiles)
        is_configured = bool(custom.tags or custom.percentiles)
        yield from _settings(
            catalog, custom.name, attributes if is_configured else None, custom.description, custom.unit, custom.place
        )


def _queries(resource: Resource, *fields: str) -> Iterator[str]:
    for name in fields:
        yield from texts_in(resource.body.get(name))


def _used_tags(metric: str, texts: str) -> set[str]:
    """The tag keys by which queries of the metric are scoped and grouped: without them they would find nothing."""
    used = re.findall(rf"{re.escape(metric)}\{{([^}}]*)\}}(?:\s*by\s*\{{([^}}]*)\}})?", texts)
    scoped = {key for scope, _ in used for key in _SCOPED.findall(scope)}
    return scoped | {key.strip() for _, grouped in used for key in grouped.split(",") if key.strip()}


def _attributes(type: str, tags: Set[str], *, percentiles: bool) -> dict[str, Any]:
    """The attributes of a tag configuration. Without any tag it excludes none, which is how Datadog keeps them all."""
    attributes: dict[str, Any] = {"metric_type": type, "tags": sorted(tags)}
    if percentiles:
        attributes["include_percentiles"] = True
    if not tags:
        attributes["exclude_tags_mode"] = True
    return attributes


def _settings(
    catalog: Catalog,
    metric: str,
    attributes: dict[str, Any] | None,
    description: str,
    unit: str | None,
    place: Place = NOWHERE,
) -> Iterator[Resource]:
    key = f"{catalog.name}/{metric}"
    if attributes is not None:
        configuration = {"type": "manage_tags", "id": metric, "attributes": attributes}
        yield Resource("metric_tags", key, configuration, place)
    told = f"{description.strip().removesuffix('.')}.\n{owner_line(catalog.name)}"
    metadata = {"metric": metric, "description": told}
    yield Resource("metric_metadata", key, metadata | ({"unit": unit} if unit else {}), place)
