"""An SLO as it is stored and answered: what the server takes from a request and what it adds of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dogwatch.local.api import errors

from . import specification, thresholds

Body = dict[str, Any]

CREATOR: Mapping[str, Any] = {"name": "Local User", "handle": "you@localhost", "email": "you@localhost"}
TYPE_IDS: Mapping[str, int] = {"monitor": 0, "metric": 1, "time_slice": 2}
MOST_MONITORS = 20


def defined(sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Body:
    """The fields a client decides, complete; `before` is the stored SLO that an update replaces.

    Refuses (400) what the server would refuse. The type of a stored SLO stays: an update is read as one of that type,
    as the server does.
    """
    type = _type(sent.get("type"))
    if before is not None:
        type = before["type"]
    name = sent.get("name")
    if not isinstance(name, str) or not name.strip():
        raise errors.slo_required("name")
    targets = thresholds.checked(type, sent.get("thresholds"))
    return {
        "name": name,
        "tags": _tags(sent.get("tags")),
        "monitor_tags": [],
        "thresholds": targets,
        "type": type,
        "type_id": TYPE_IDS[type],
        "description": _description(sent.get("description")),
        **thresholds.primary(targets, sent.get("timeframe")),
        **_groups(type, sent),
        **_measured(type, sent),
    }


def _type(value: object) -> str:
    if value is None:
        raise errors.slo_required("type")
    if not isinstance(value, str) or value not in TYPE_IDS:
        raise errors.slo(f"type must be one of {', '.join(TYPE_IDS)}")
    return value


def _description(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise errors.slo("description must be a string")
    return value or ""


def _tags(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise errors.slo("tags must be a list of strings")
    if any(tag != tag.lower() for tag in value):
        raise errors.slo("tags must be lower case")
    return list(dict.fromkeys(value))


def _groups(type: str, sent: Mapping[str, Any]) -> Body:
    groups = sent.get("groups")
    if not groups:
        return {}
    if not isinstance(groups, list) or not all(isinstance(group, str) for group in groups):
        raise errors.slo("groups must be a list of strings")
    if type == "monitor" and len(_monitor_ids(sent)) > 1:
        raise errors.slo("groups need a single monitor")
    return {"groups": groups}


def _measured(type: str, sent: Mapping[str, Any]) -> Body:
    if type == "metric":
        return specification.of_metric(sent)
    if type == "time_slice":
        return specification.of_time_slice(sent)
    return {"monitor_ids": _monitor_ids(sent)}


def _monitor_ids(sent: Mapping[str, Any]) -> list[int]:
    ids = sent.get("monitor_ids")
    if not isinstance(ids, list) or not ids:
        raise errors.slo("must specify monitor_ids")
    if not all(isinstance(id, int) and not isinstance(id, bool) for id in ids):
        raise errors.slo("monitor_ids must be numbers")
    if len(ids) > MOST_MONITORS:
        raise errors.slo(f"an SLO has at most {MOST_MONITORS} monitors")
    return ids


def stored(id: str, fields: Mapping[str, Any], created_at: int, now: datetime) -> Body:
    """The SLO as a GET shows it."""
    body = {"id": id, **fields}
    measured = body.pop("sli_specification", None)
    body |= {"creator": CREATOR, "created_at": created_at, "modified_at": int(now.timestamp())}
    return body if measured is None else {**body, "sli_specification": measured}


def as_written(body: Mapping[str, Any]) -> Body:
    """The SLO as a POST and a PUT answer it: whole percentages of the primary window are integers (recorded)."""
    written = dict(body)
    for name in ("warning_threshold", "target_threshold"):
        if name in written and written[name].is_integer():
            written[name] = int(written[name])
    return written
