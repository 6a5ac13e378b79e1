"""A monitor as it is stored and answered: what the server takes from a request and what it adds of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import encoded

from . import options as monitor_options
from . import query as monitor_query
from . import types as monitor_types

Body = dict[str, Any]

ORG_ID = 1
CREATOR: Mapping[str, Any] = {"name": "Local User", "email": "you@localhost", "handle": "you@localhost", "id": 1}
NEW_STATE = "No Data"
DEFINED = ("type", "name", "message", "tags", "query", "options", "priority", "restricted_roles", "draft_status")
"""The fields a client decides. Others it may send (a body it read before) are the server's and are not looked at."""

_LISTS = ("tags", "restricted_roles")


def defined(sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Body:
    """The fields a client decides, normalised and complete; `before` is the stored monitor that is updated.

    Top-level fields which are not sent stay as they were; `options` is replaced whole, except that a mute stays when
    `silenced` is not sent. Refuses (400) what the server would refuse.
    """
    before = before or {}
    merged = {name: sent.get(name, before.get(name)) for name in DEFINED}
    type = _type(merged["type"], before.get("type"))
    query = _text("query", merged["query"], required=True)
    monitor_query.check(type, query)
    return {
        "type": _stored_type(type, query),
        "name": _text("name", merged["name"]) or f"`{query}`",
        "message": _text("message", merged["message"]),
        "tags": _texts("tags", merged["tags"]) or [],
        "query": query,
        "options": _options(type, query, sent, before),
        "priority": _priority(merged["priority"]),
        "restricted_roles": _texts("restricted_roles", merged["restricted_roles"]),
        "draft_status": _draft_status(merged["draft_status"]),
    }


def _type(value: object, before: str | None) -> str:
    if value is None:
        raise errors.required("type")
    if not isinstance(value, str) or value not in monitor_types.ALL:
        raise errors.invalid("type")
    if before is not None and monitor_types.family(value) != monitor_types.family(before):
        raise errors.Refused(400, errors.TYPE_CHANGE)
    if before is None and value == monitor_types.SYNTHETICS:
        raise errors.Refused(400, errors.SYNTHETICS_ONLY)
    return value


def _stored_type(type: str, query: str) -> str:
    # Recorded: a `query alert` over a formula comes back as `metric alert`, anything else as it was sent.
    return "metric alert" if type == "query alert" and monitor_query.is_formula(query) else type


def _text(name: str, value: object, *, required: bool = False) -> str:
    if value is None:
        if required:
            raise errors.required(name)
        return ""
    if not isinstance(value, str):
        raise errors.invalid(name)
    return value.strip()


def _texts(name: str, value: object) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise errors.invalid(name)
    return value


def _options(type: str, query: str, sent: Mapping[str, Any], before: Mapping[str, Any]) -> Body:
    old = before.get("options", {})
    options = sent.get("options", old)
    if options is None:
        options = {}
    if not isinstance(options, dict):
        raise errors.invalid("options")
    if "silenced" not in options and old.get("silenced"):
        options = {**options, "silenced": old["silenced"]}
    return monitor_options.filled(type, query, options)


def _priority(value: object) -> int | None:
    if value is None or value == 0:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
        raise errors.invalid("priority")
    return value


def _draft_status(value: object) -> str:
    if value is None:
        return "published"
    if value not in ("draft", "published"):
        raise errors.invalid("draft_status")
    return str(value)


def assets(sent: Mapping[str, Any], before: list[Body]) -> list[Body]:
    """The runbook links, completed as recorded; those stored before when none are sent."""
    if sent.get("assets") is None:
        return before
    links = sent["assets"]
    if not isinstance(links, list) or not all(isinstance(link, dict) for link in links):
        raise errors.invalid("assets")
    return [_asset(link) for link in links]


def _asset(link: Body) -> Body:
    known = {name: link.get(name) for name in ("name", "category", "url")}
    missing = [name for name, value in known.items() if not isinstance(value, str) or not value]
    if missing:
        raise errors.invalid("assets", f"{', '.join(missing)} missing")
    return {
        **known,
        "template_variables": {},
        "options": {},
        "resource_key": link.get("resource_key"),
        "resource_type": link.get("resource_type"),
    }


def digest(fields: Mapping[str, Any]) -> str:
    """Equal for two monitors that the server calls duplicates of one another.

    Every refused duplicate in the recordings equals the existing monitor in all fields a client decides, and no two
    monitors that lived at once did; so all of them count, and nothing of the server's.
    """
    compared = {**fields, "type": monitor_types.family(fields["type"])}
    return blake2b(json.dumps(compared, sort_keys=True).encode(), digest_size=16).hexdigest()


def multi(fields: Mapping[str, Any]) -> bool:
    """Whether the monitor alerts per group: by its query, unless `notify_by: ["*"]` makes one alert of all groups."""
    return monitor_query.grouped(fields["type"], fields["query"]) and fields["options"].get("notify_by") != ["*"]


def created(id: int, fields: Mapping[str, Any], now: datetime) -> Body:
    """A new monitor as the list shows it, but for `creator`: what `completed` and the list put behind it."""
    stamp = now.isoformat(timespec="microseconds")
    first = {name: fields[name] for name in ("type", "name", "message", "tags", "query", "options")}
    return {
        "id": id,
        "org_id": ORG_ID,
        **first,
        "multi": multi(fields),
        "created_at": int(now.timestamp()) * 1000,
        "created": stamp,
        "modified": stamp,
        "deleted": None,
        "priority": fields["priority"],
        "restricted_roles": fields["restricted_roles"],
        "draft_status": fields["draft_status"],
        "overall_state_modified": None,
        "overall_state": NEW_STATE,
        **_of_type(fields["type"]),
    }


def _of_type(type: str) -> Body:
    # Recorded: monitors on data quality also say who they run as.
    return {"run_as": None, "restricted": False} if type == monitor_types.DATA_QUALITY else {}


def updated(stored: Mapping[str, Any], fields: Mapping[str, Any], now: datetime) -> Body:
    """The stored monitor with new fields; its state and its creation stay."""
    return {**stored, **fields, "multi": multi(fields), "modified": now.isoformat(timespec="microseconds")}


def with_fields(text: str, **fields: object) -> str:
    """The JSON object with more fields at its end, without decoding it."""
    return f"{text[:-1]}, {encoded(fields)[1:]}" if fields else text
