"""What is wrong with metrics that Datadog shall compute from events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from dogwatch.declare import rules
from dogwatch.declare.feature import Feature
from dogwatch.declare.generated_metric import GeneratedMetric, RumEventType, RumMetric, SpanMetric, Uniqueness
from dogwatch.kinds import LASTING_EVENTS
from dogwatch.names import normalized_tag
from dogwatch.nearest import nearest

Sentences = Iterator[tuple[str, str, str]]

_EVENTS = get_args(RumEventType)
_UNIQUENESS = get_args(Uniqueness)

# Datadog takes no metric whose name begins so (docs: generate metrics).
_RESERVED: dict[type[GeneratedMetric], str] = {SpanMetric: "trace.", RumMetric: "datadog.estimated_usage"}


def generated_mistakes(declared: GeneratedMetric) -> Sentences:
    """Argument, what was seen and the remedy, beside what is wrong with any metric."""
    reserved = _RESERVED.get(type(declared))
    if reserved and isinstance(declared.name, str) and declared.name.startswith(reserved):
        yield "", f"Datadog keeps names that begin with {reserved} for itself", "write another, as in 'shop.queries'"
    yield from _feature(declared.feature)
    yield from _filter(declared.filter)
    yield from _path(declared.path, percentiles=declared.percentiles)
    yield from _groups(declared)
    if isinstance(declared, RumMetric):
        yield from _events(declared)


def _feature(feature: object) -> Sentences:
    if feature is not None and not isinstance(feature, Feature):
        yield "feature", f"{rules.called(feature)} is no Feature", "write the feature itself, as in feature=checkout"


def _filter(filter: object) -> Sentences:
    if not isinstance(filter, str) or not filter.strip():
        yield "filter", f"{filter!r} finds nothing", "write a search as in Datadog, or leave it out for all events"


def _path(path: object, *, percentiles: object) -> Sentences:
    if path is None:
        if percentiles:
            yield "percentiles", "a count has no percentiles", "name the values with path=, as in '@duration'"
    elif not isinstance(path, str) or not _is_path(path) or not path.startswith("@"):
        proposal = f"@{path}" if isinstance(path, str) and _is_path(f"@{path}") else "@duration"
        yield "path", f"{path!r} is no attribute of an event", f"write it with its @, as in {proposal!r}"
    elif not isinstance(percentiles, bool):
        yield "percentiles", f"{percentiles!r} is neither yes nor no", "write True or False"


def _is_path(path: str) -> bool:
    return len(path) > 1 and not any(character.isspace() for character in path)


def _groups(declared: GeneratedMetric) -> Sentences:
    for path, tag in declared.group_by:
        if not isinstance(path, str) or not _is_path(path):
            remedy = "write an attribute, as in '@http.status_code', or a tag, as in 'version'"
            yield "group_by", f"{path!r} is no path", remedy
        elif not isinstance(tag, str) or not tag or ":" in tag or normalized_tag(tag) != tag:
            proposal = normalized_tag(tag).rstrip(":") if isinstance(tag, str) else ""
            yield "group_by", f"{tag!r} is no key of a tag", f"write one, as in {proposal or 'status_code'!r}"
    for tag in _doubled(tag for _, tag in declared.groups):
        yield "group_by", f"two paths become the tag {tag}", "leave one out, or name them, as in {'@a.name': 'a_name'}"


def _doubled(tags: Iterable[Any]) -> list[Any]:
    return [tag for tag, number in Counter(tags).items() if number > 1]


def _events(declared: RumMetric) -> Sentences:
    if declared.event_type not in _EVENTS:
        meant = nearest(str(declared.event_type), _EVENTS)
        remedy = f"did you mean {meant!r}?" if meant else f"write one of {', '.join(_EVENTS)}"
        yield "event_type", f"{declared.event_type!r} is no type of an event", remedy
    elif declared.uniqueness is None:
        if declared.event_type in LASTING_EVENTS:
            yield "uniqueness", f"a {declared.event_type} lasts a while", "say when it counts: 'match' or 'end'"
    elif declared.event_type not in LASTING_EVENTS:
        yield "uniqueness", f"events of the type {declared.event_type} do not last", "leave it out"
    elif declared.uniqueness not in _UNIQUENESS:
        yield "uniqueness", f"{declared.uniqueness!r} is neither 'match' nor 'end'", "write one of them"
