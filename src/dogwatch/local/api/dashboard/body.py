"""A dashboard as it is stored and answered: what the server takes from a request and what it adds of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dogwatch.local.api import errors

from . import template_variables, widgets

Body = dict[str, Any]

AUTHOR_HANDLE = "you@localhost"
AUTHOR_NAME = "Local User"
LAYOUTS = ("ordered", "free")
REFLOWS = ("auto", "fixed")
MOST_TAGS = 5
LONGEST_SLUG = 80
WHEN_SENT = ("template_variable_presets", "default_timeframe", "reflow_type", "tags", "restricted_roles", "tabs")
"""Fields that an answer has, in this order, when they were sent; of them only `restricted_roles` has a default."""

_NOT_IN_A_SLUG = re.compile(r"[^\w\s-]|_")


def defined(sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Body:
    """The fields a client decides; refuses (400) what the server would refuse.

    `before` is the stored dashboard that an update replaces: nothing of it but the layout's type is looked at.
    """
    for name in ("title", "layout_type", "widgets"):
        if sent.get(name) is None:
            raise errors.required(name)
    _check_texts(sent)
    _check_layout(sent, before)
    widgets.check(sent["widgets"])
    template_variables.check(sent.get("template_variables"))
    template_variables.check_presets(sent.get("template_variable_presets"))
    fields = {name: sent.get(name) for name in ("title", "description", "layout_type", "template_variables")}
    fields |= {"widgets": widgets.numbered(sent["widgets"]), "notify_list": _notify_list(sent.get("notify_list"))}
    fields |= {name: sent[name] for name in WHEN_SENT if sent.get(name) is not None}
    _check_tags(fields.get("tags", []))
    return {**fields, "restricted_roles": fields.get("restricted_roles", [])}


def _check_texts(sent: Mapping[str, Any]) -> None:
    for name in ("title", "description"):
        if sent.get(name) is not None and not isinstance(sent[name], str):
            raise errors.dashboard_invalid(name, sent[name])


def _check_layout(sent: Mapping[str, Any], before: Mapping[str, Any] | None) -> None:
    layout, reflow = sent["layout_type"], sent.get("reflow_type")
    if layout not in LAYOUTS:
        raise errors.dashboard_invalid("layout_type", layout)
    if before is not None and before["layout_type"] != layout:
        raise errors.Refused(400, errors.LAYOUT_CHANGE)
    # Reported by a tool that met it: `null` is refused, leaving the field out is not.
    if "reflow_type" in sent and (reflow not in REFLOWS or layout != "ordered"):
        raise errors.dashboard_invalid("reflow_type", reflow)


def _notify_list(sent: object) -> list[str] | None:
    if sent is None:
        return None
    if not isinstance(sent, list) or not all(isinstance(handle, str) for handle in sent):
        raise errors.dashboard_invalid("notify_list", sent)
    return sorted(sent)  # recorded


def _check_tags(tags: object) -> None:
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise errors.dashboard_invalid("tags", tags)
    if any(not tag.startswith("team:") or tag == "team:" for tag in tags):
        raise errors.Refused(400, errors.ONLY_TEAM_TAGS)
    if len(tags) > MOST_TAGS:
        raise errors.dashboard_invalid("tags", tags)


def stored(id: str, fields: Mapping[str, Any], created_at: str, now: datetime) -> Body:
    """The dashboard as every answer shows it, in the recorded order of its fields."""
    return {
        "id": id,
        "title": fields["title"],
        "description": fields["description"],
        "author_handle": AUTHOR_HANDLE,
        "author_name": AUTHOR_NAME,
        "layout_type": fields["layout_type"],
        "url": f"/dashboard/{id}/{slug(fields['title'])}",
        "template_variables": fields["template_variables"],
        "widgets": fields["widgets"],
        "notify_list": fields["notify_list"],
        "created_at": created_at or stamp(now),
        "modified_at": stamp(now),
        **{name: fields[name] for name in WHEN_SENT if name in fields},
    }


def listed(body: Mapping[str, Any], deleted_at: str | None = None) -> Body:
    """The dashboard as a list shows it: without widgets, tags and template variables."""
    return {
        **{name: body[name] for name in ("id", "title", "description", "layout_type", "url")},
        "is_read_only": False,
        **{name: body[name] for name in ("created_at", "modified_at", "author_handle")},
        "deleted_at": deleted_at,
    }


def stamp(now: datetime) -> str:
    """The time as dashboards show it: `2026-01-02T12:00:00.345678+00:00`."""
    return now.isoformat(timespec="microseconds")


def slug(title: str) -> str:
    """The end of a dashboard's URL: words of its title joined by `-`, cut at 80 characters (recorded)."""
    words = _NOT_IN_A_SLUG.sub("", title.lower()).strip()
    return re.sub(r"\s", "-", words)[:LONGEST_SLUG].strip("-")
