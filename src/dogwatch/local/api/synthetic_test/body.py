"""A synthetic API test as it is stored and answered, and the monitor that it brings along."""

from __future__ import annotations

from collections.abc import Mapping
from random import SystemRandom
from string import ascii_lowercase, digits
from typing import Any
from uuid import uuid4

from dogwatch.local.api import errors
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.monitor import types as monitor_types

Body = dict[str, Any]

API = "api"
SUBTYPES = ("http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc")
STATUSES = ("live", "paused")
# v1 API description: SyntheticsAPITest, tick_every
_REQUIRED: Mapping[str, type] = {"name": str, "config": dict, "locations": list, "options": dict, "message": str}
_FASTEST, _SLOWEST = 30, 604_800
# Recorded: shown in the answer to a create where some of them were sent.
_MONITOR_OPTIONS = {
    "on_missing_data": "show_no_data",
    "notify_audit": False,
    "new_host_delay": 300,
    "include_tags": True,
}
_WHEN_WRITTEN = ("created_by", "deleted_at", "modified_by", "org_id")
_NO_QUERY = "no_query"  # recorded
_LETTERS = digits + ascii_lowercase
_PERSON = {name: monitor_body.CREATOR[name] for name in ("name", "handle", "email")}


def checked(sent: Mapping[str, Any]) -> Body:
    """The fields of a request that are stored; refuses (400) what cannot be a test."""
    for name, type in _REQUIRED.items():
        if name not in sent:
            raise errors.required(name)
        if not isinstance(sent[name], type):
            raise errors.invalid(name)
    if sent.get("type") != API:
        raise errors.invalid("type")
    if sent.get("subtype", "http") not in SUBTYPES:
        raise errors.invalid("subtype")
    if sent.get("status", "live") not in STATUSES:
        raise errors.invalid("status")
    for name in ("locations", "tags"):
        if not all(isinstance(each, str) for each in _listed(sent, name)):
            raise errors.invalid(name)
    _check_options(sent["options"])
    return {
        "name": sent["name"],
        "status": sent.get("status", "live"),
        "type": API,
        "subtype": sent.get("subtype", "http"),
        "tags": _listed(sent, "tags"),
        "config": _shown(sent["config"], sent.get("subtype") == "multi"),
        "message": sent["message"],
        "options": sent["options"],
        "locations": sent["locations"],
    }


def with_defaults(fields: Body) -> Body:
    """The fields of a new test: what a create fills in."""
    options = fields["options"]
    if isinstance(told := options.get("monitor_options"), dict):
        options = {
            **options,
            "monitor_options": {**told, **{k: v for k, v in _MONITOR_OPTIONS.items() if k not in told}},
        }
    return {**fields, "options": options}


def new_id() -> str:
    """An id in Datadog's form: `abc-de1-23f`."""
    return "-".join("".join(SystemRandom().choices(_LETTERS, k=3)) for _ in range(3))


def read(stored: Mapping[str, Any]) -> Body:
    """As a GET and a list show it: who created it, and neither organisation nor who changed it (recorded)."""
    return {**{name: value for name, value in stored.items() if name not in _WHEN_WRITTEN}, "creator": _PERSON}


def written(public_id: str, fields: Mapping[str, Any], stamps: Mapping[str, str], monitor_id: int) -> Body:
    """As it is stored."""
    last = ("config", "message", "options", "locations")
    return {
        "public_id": public_id,
        **{name: value for name, value in fields.items() if name not in last},
        **stamps,
        **{name: fields[name] for name in last},
        "created_by": _PERSON,
        "deleted_at": None,
        "monitor_id": monitor_id,
        "org_id": monitor_body.ORG_ID,
        "modified_by": _PERSON,
    }


def answered(stored: Mapping[str, Any]) -> Body:
    """As answers to writes show it; those to reads leave the last option out (recorded)."""
    return {**stored, "options": {**stored["options"], "bits_ai_auto_investigate": False}}


def monitor(test: Mapping[str, Any]) -> Body:
    """What a client would have sent for the monitor of a test, by its recorded form."""
    options = test["options"]
    told = {**_MONITOR_OPTIONS, **options.get("monitor_options", {})}
    ci = (options.get("ci") or {}).get("executionRule", "blocking")
    places = [f"probe_dc:{location}" for location in test["locations"]]
    return {
        "type": monitor_types.SYNTHETICS,
        "name": options.get("monitor_name") or f"[Synthetics] {test['name']}",
        "message": test["message"],
        "tags": [
            *test["tags"],
            *places,
            f"check_type:{API}",
            f"check_status:{test['status']}",
            f"ci_execution_rule:{ci}",
        ],
        "query": _NO_QUERY,
        "options": {**told, "silenced": {}},
        "priority": options.get("monitor_priority"),
        "restricted_roles": None,
        "draft_status": "published",
    }


def _listed(sent: Mapping[str, Any], name: str) -> list[Any]:
    value = sent.get(name) or []
    if not isinstance(value, list):
        raise errors.invalid(name)
    return value


def _check_options(options: Mapping[str, Any]) -> None:
    every = options.get("tick_every")
    if every is not None and (not isinstance(every, int) or not _FASTEST <= every <= _SLOWEST):
        raise errors.invalid("tick_every", f"between {_FASTEST} and {_SLOWEST} seconds")
    for name in ("monitor_options", "retry"):
        if not isinstance(options.get(name, {}), dict):
            raise errors.invalid(name)


def _shown(config: Mapping[str, Any], is_multi: bool) -> Body:
    """The config with ids of its steps, and requests as they come back."""
    kept = dict(config)
    if isinstance(request := config.get("request"), dict):
        kept["request"] = _request(request)
    if is_multi and isinstance(steps := config.get("steps"), list):
        kept["steps"] = [_step(step) if isinstance(step, dict) else step for step in steps]
    return kept


def _step(step: Mapping[str, Any]) -> Body:
    request = step.get("request")
    shown = {"request": _request(request)} if isinstance(request, dict) else {}
    return {"id": new_id(), **step, **shown}


def _request(request: Mapping[str, Any]) -> Body:
    """What stands in certificates and in files is never shown; of a file there is a key instead (recorded)."""
    shown = dict(request)
    if isinstance(parts := request.get("certificate"), dict):
        shown["certificate"] = {name: _without_content(part) for name, part in parts.items()}
    if isinstance(files := request.get("files"), list):
        shown["files"] = [_uploaded(file) for file in files]
    return shown


def _uploaded(file: Any) -> Any:
    if not isinstance(file, dict) or "content" not in file:
        return file
    return {**_without_content(file), "bucketKey": f"api-upload-file/{new_id()}/{uuid4()}"}


def _without_content(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {name: value for name, value in part.items() if name not in ("content", "encoding")}
