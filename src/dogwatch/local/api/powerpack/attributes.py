"""The attributes of a powerpack: what is refused, and what the server fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.dashboard import template_variables, widgets

Attributes = dict[str, Any]

# Recorded: shown where nothing was sent.
LAYOUT = {"width": 12, "height": 1, "x": 0, "y": 0}
# v2 API description
_MOST_TAGS = 8
_LONGEST_TAG = 80


def taken(sent: Mapping[str, Any], before: Attributes | None = None) -> Attributes:
    """The attributes after a create, or after an update of those `before`; refuses (400) what is no powerpack."""
    said = {**(before or {"description": "", "template_variables": [], "tags": []}), **sent}
    for name in ("group_widget", "name"):
        if name not in said:
            raise errors.powerpack(name, "Missing data for required field.")
    for name in ("name", "description"):
        if not isinstance(said[name], str):
            raise errors.powerpack(name, "Not a valid string.")
    _check_tags(said["tags"])
    template_variables.check(said["template_variables"])
    group = _group(said["group_widget"])
    return {name: said[name] for name in ("name", "description")} | {
        "group_widget": group,
        "template_variables": said["template_variables"] or [],
        "tags": said["tags"],
    }


def _check_tags(tags: Any) -> None:
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise errors.powerpack("tags", "Not a valid list.")
    if len(tags) > _MOST_TAGS:
        raise errors.powerpack("tags", f"Longer than maximum length {_MOST_TAGS}.")
    if any(len(tag) > _LONGEST_TAG for tag in tags):
        raise errors.powerpack("tags", f"Longer than maximum length {_LONGEST_TAG}.")


def _group(group: Any) -> Attributes:
    """The group with ids of its widgets, and a place where it has none."""
    definition = group.get("definition") if isinstance(group, dict) else None
    if not isinstance(definition, dict):
        raise errors.powerpack("group_widget", "Missing data for required field.")
    if definition.get("type") != "group":
        raise errors.powerpack("type", "Must be equal to group.")
    if not isinstance(definition.get("layout_type"), str):
        raise errors.powerpack("layout_type", "Missing data for required field.")
    widgets.check(definition.get("widgets"))
    numbered = {**definition, "widgets": widgets.numbered(definition["widgets"])}
    return {**group, "definition": numbered, "layout": group.get("layout") or LAYOUT}
