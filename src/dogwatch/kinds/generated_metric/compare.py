"""What differs between a declared definition and a found one, and what no request changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.fields import Field, boolean, known_changes, text
from dogwatch.kinds.resource import Body, FieldChange

from .fields import EVERYTHING

_FILTER = {"query": Field(text, default=EVERYTHING, same_as_default=("",))}
_COMPUTE = {"include_percentiles": Field(boolean, default=False)}


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether the same is computed of the same events: only filter, groups and percentiles can be changed (docs:
    generate metrics; v2 API description).
    """
    return all(map(same, _settled(found["attributes"]), _settled(declared["attributes"])))


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every attribute in which the found definition is not what was declared; the order of groups means nothing."""
    wanted, seen = declared["attributes"], found["attributes"]
    changes = [
        *known_changes("filter.", _FILTER, wanted.get("filter") or {}, seen.get("filter") or {}),
        *known_changes("compute.", _COMPUTE, wanted["compute"], seen.get("compute") or {}),
    ]
    before, after = _groups(seen), _groups(wanted)
    return changes if before == after else [*changes, FieldChange("group_by", before, after)]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH, with defaults by name: a PATCH leaves alone what it does not name."""
    return {**declared, "attributes": {"filter": {"query": EVERYTHING}, "group_by": [], **declared["attributes"]}}


def _settled(attributes: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a metric is created with for good."""
    compute = attributes.get("compute") or {}
    kept = (compute.get("aggregation_type"), compute.get("path"))
    return (*kept, attributes.get("event_type"), attributes.get("uniqueness"))


def _groups(attributes: Mapping[str, Any]) -> list[str]:
    """The rules as texts, `@http.status_code as status_code`; without a name a tag is called as its path."""
    groups = attributes.get("group_by") or ()
    return sorted(f"{group['path']} as {group.get('tag_name') or group['path']}" for group in groups)
