"""What a definition may say, and what stays as it was created."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors

AGGREGATIONS = ("count", "distribution")
EVENTS = ("session", "view", "action", "error", "resource", "long_task", "vital")
UNIQUENESS = ("match", "end")

# Sessions and views go on for a while, so that it matters when they are counted (recorded refusal of the others).
_LASTING = ("session", "view")

_OF_A_DISTRIBUTION = ("path", "include_percentiles")

Attributes = Mapping[str, Any]


def check(attributes: Attributes, *, is_rum: bool) -> None:
    """Refuses (400) attributes that are incomplete or contradict one another."""
    _check_compute(attributes.get("compute"))
    _check_filter(attributes)
    _check_groups(attributes)
    if is_rum:
        _check_event(attributes)
    elif extra := {"event_type", "uniqueness"} & attributes.keys():
        raise errors.invalid(min(extra))


def merged(before: Attributes, sent: Attributes) -> dict[str, Any]:
    """The attributes after a `PATCH`: filter, groups and percentiles change; what else is sent has to be as it was."""
    compute = sent.get("compute", {})
    if not isinstance(compute, Mapping):
        raise errors.invalid("compute")
    settled = {name: value for name, value in compute.items() if name != "include_percentiles"}
    for name, value in settled.items():
        if before["compute"].get(name) != value:
            raise errors.cannot_change(f"compute.{name}")
    for name in ("event_type", "uniqueness"):
        if name in sent and before.get(name) != sent[name]:
            raise errors.cannot_change(name)
    changed = {name: sent[name] for name in ("filter", "group_by") if name in sent}
    return {**before, **changed, "compute": {**before["compute"], **compute}}


def _check_compute(compute: Any) -> None:
    if not isinstance(compute, Mapping) or compute.get("aggregation_type") not in AGGREGATIONS:
        raise errors.invalid("compute")
    if compute["aggregation_type"] == "count":
        if any(name in compute for name in _OF_A_DISTRIBUTION):
            raise errors.invalid("compute", "path and include_percentiles are those of a distribution")
    elif not isinstance(compute.get("path"), str) or not compute["path"]:
        raise errors.required("path")
    elif not isinstance(compute.get("include_percentiles", False), bool):
        raise errors.invalid("include_percentiles")


def _check_filter(attributes: Attributes) -> None:
    if "filter" in attributes:
        filter = attributes["filter"]
        if not isinstance(filter, Mapping) or not isinstance(filter.get("query"), str):
            raise errors.invalid("filter")


def _check_groups(attributes: Attributes) -> None:
    groups = attributes.get("group_by", [])
    if not isinstance(groups, list) or not all(_is_group(group) for group in groups):
        raise errors.invalid("group_by")


def _is_group(group: Any) -> bool:
    if not isinstance(group, Mapping) or not isinstance(group.get("path"), str) or not group["path"]:
        return False
    return isinstance(group.get("tag_name", ""), str)


def _check_event(attributes: Attributes) -> None:
    if attributes.get("event_type") not in EVENTS:
        raise errors.invalid("event_type")
    if "uniqueness" not in attributes:
        return
    if attributes["event_type"] not in _LASTING:
        raise errors.titled(400, errors.NOT_LASTING)
    uniqueness = attributes["uniqueness"]
    if not isinstance(uniqueness, Mapping) or uniqueness.get("when") not in UNIQUENESS:
        raise errors.invalid("uniqueness")
