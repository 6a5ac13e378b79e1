"""What is declared of metrics, in the types in which Datadog stores them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, Resource
from dogwatch.plan.match import Found

# A counter is a count where it is sent; the agent adds it up and divides by its interval, so that Datadog may store it
# as a rate (docs: metrics types). A tag configuration names the stored type.
_COUNTED = ("count", "rate")


def as_stored(declared: Iterable[Resource], found: Mapping[str, Found]) -> list[Resource]:
    """The resources, with the stored type in the tag configurations of counters that have reported."""
    metadata = found.get(METRIC_METADATA.name, Found()).by_key
    return [
        _as_stored(resource, metadata[resource.key][0]) if resource.key in metadata else resource
        for resource in declared
    ]


def _as_stored(resource: Resource, metadata: Mapping[str, object]) -> Resource:
    if resource.kind != METRIC_TAGS.name:
        return resource
    attributes = resource.body["attributes"]
    stored = metadata.get("type")
    if stored not in _COUNTED or attributes["metric_type"] not in _COUNTED:
        return resource
    body = {**resource.body, "attributes": {**attributes, "metric_type": stored}}
    return Resource(resource.kind, resource.key, body, resource.place)
