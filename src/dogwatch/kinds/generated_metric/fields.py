"""The definition of a metric that Datadog computes from events: which events, what of them, and by which tags.

Sources: Datadog's v2 API description (spans metrics, RUM metrics, logs metrics), recorded exchanges, its pages on
generating metrics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.fields import boolean, listing, mapping, one_of, required, text
from dogwatch.kinds.resource import Problem

AGGREGATION_TYPES = ("count", "distribution")
EVENT_TYPES = ("session", "view", "action", "error", "resource", "long_task", "vital")
UNIQUENESS = ("match", "end")

# Only sessions and views go on for a while, so that it matters when they are counted (recorded refusal).
LASTING = ("session", "view")

EVERYTHING = "*"

# docs: metrics, naming; Datadog stores other names otherwise (recorded).
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,199}")
# Names of Datadog's own metrics begin with these.
_RESERVED = {"spans_metrics": "trace.", "rum_metrics": "datadog.estimated_usage"}


def span_problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared span-based metric that Datadog would refuse or store otherwise."""
    return [*_problems(body, "spans_metrics"), *_surplus(body, "spans")]


def rum_problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared RUM-based metric that Datadog would refuse or store otherwise."""
    return [*_problems(body, "rum_metrics"), *_events(body)]


def log_problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared log-based metric that Datadog would refuse or store otherwise."""
    return [*_problems(body, "logs_metrics"), *_surplus(body, "logs")]


def _problems(body: Mapping[str, Any], type: str) -> Iterator[Problem]:
    if not isinstance(body.get("id"), str) or not _NAME.fullmatch(body["id"]):
        yield Problem("id", f"{body.get('id')!r} is no name of a metric", "write letters, digits, _ and .")
    elif (reserved := _RESERVED.get(type)) and body["id"].startswith(reserved):
        yield Problem(
            "id", f"{body['id']!r} is a name of Datadog's own", f"write one that does not begin with {reserved}"
        )
    if body.get("type") != type:
        yield Problem("type", f"{body.get('type')!r}", f"write {type!r}")
    attributes = body.get("attributes")
    if expected := mapping(attributes):
        yield Problem("attributes", f"{attributes!r}", f"write {expected}")
        return
    assert isinstance(attributes, Mapping)
    yield from _compute(attributes.get("compute"))
    yield from _filter(attributes.get("filter", {"query": EVERYTHING}))
    yield from _groups(attributes.get("group_by", ()))


def _compute(compute: Any) -> Iterator[Problem]:
    if expected := mapping(compute):
        yield Problem("compute", f"{compute!r}", f"write {expected}")
        return
    if problem := required(compute, "aggregation_type", one_of(*AGGREGATION_TYPES)):
        yield problem
    elif compute["aggregation_type"] == "distribution":
        if problem := required(compute, "path", _path):
            yield problem
        if expected := boolean(compute.get("include_percentiles", False)):
            yield Problem("include_percentiles", f"{compute['include_percentiles']!r}", f"write {expected}")
    else:
        for name in ("path", "include_percentiles"):
            if name in compute:
                yield Problem(name, "a count has none", "leave it out, or make it a distribution")


def _path(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "an attribute of an event, as in '@duration'"


def _filter(filter: Any) -> Iterator[Problem]:
    if expected := mapping(filter):
        yield Problem("filter", f"{filter!r}", f"write {expected}")
    elif problem := required(filter, "query", text):
        yield problem


def _groups(groups: Any) -> Iterator[Problem]:
    if expected := listing(groups):
        yield Problem("group_by", f"{groups!r}", f"write {expected}")
        return
    for group in groups:
        if expected := mapping(group):
            yield Problem("group_by", f"{group!r}", f"write {expected}")
        elif problem := required(group, "path", _path):
            yield problem
        elif expected := text(group.get("tag_name", "")):
            yield Problem("tag_name", f"{group['tag_name']!r}", f"write {expected}")


def _attributes(body: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = body.get("attributes")
    return attributes if isinstance(attributes, Mapping) else {}


def _surplus(body: Mapping[str, Any], events: str) -> Iterator[Problem]:
    for name in ("event_type", "uniqueness"):
        if name in _attributes(body):
            yield Problem(name, f"{events} have none", "leave it out")


def _events(body: Mapping[str, Any]) -> Iterator[Problem]:
    attributes = _attributes(body)
    if problem := required(attributes, "event_type", one_of(*EVENT_TYPES)):
        yield problem
    elif "uniqueness" not in attributes:
        return
    elif attributes["event_type"] not in LASTING:
        yield Problem("uniqueness", f"events of the type {attributes['event_type']} do not last", "leave it out")
    elif expected := mapping(attributes["uniqueness"]):
        yield Problem("uniqueness", f"{attributes['uniqueness']!r}", f"write {expected}")
    elif problem := required(attributes["uniqueness"], "when", one_of(*UNIQUENESS)):
        yield problem
