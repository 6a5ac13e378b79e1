"""`POST /api/v1/check_run`: what service checks say."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded
from dogwatch.local.api.world import World
from dogwatch.local.intake import Check, stored_tags

from . import statuses


def run(world: World, request: Request) -> Answer:
    """Takes one or a list of them: 202 `{"status": "ok"}`."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise errors.Refused(400, errors.MALFORMED_JSON) from error
    checks = [_check(each) for each in (sent if isinstance(sent, list) else [sent])]
    with world.store.transaction():
        for check in checks:
            statuses.put(world, check)
    return Answer(202, encoded({"status": "ok"}).encode())


def _check(sent: Any) -> Check:
    if not isinstance(sent, dict):
        raise errors.Refused(400, errors.NOT_AN_OBJECT)
    tags = sent.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise errors.invalid("tags")
    for name in ("check", "host_name", "message"):
        if not isinstance(sent.get(name) or "", str):
            raise errors.invalid(name)
    if not sent.get("check"):
        raise errors.required("check")
    return Check(
        sent["check"],
        _whole(sent, "status", 0, 3),
        None if sent.get("timestamp") is None else _whole(sent, "timestamp", 1, 10**12),
        sent.get("host_name") or "",
        sent.get("message") or "",
        stored_tags(tags),
    )


def _whole(sent: dict[str, Any], name: str, least: int, most: int) -> int:
    number = sent.get(name)
    if number is None:
        raise errors.required(name)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise errors.invalid(name)
    return number
