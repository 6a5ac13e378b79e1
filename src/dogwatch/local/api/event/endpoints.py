"""`/api/v1/events`: sent, listed and read."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, whole, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.intake import Event, stored_tags

from . import stream
from .stream import KIND, Body

# docs: api, post an event.
OLDEST = 18 * 3600
ALERTS = ("error", "warning", "info", "success", "user_update", "recommendation", "snapshot")
PRIORITIES = ("normal", "low")
PAGE = 1000


def create(world: World, request: Request) -> Answer:
    """`POST`: 202 with the event."""
    sent = object_in(request)
    event = Event(
        title=_text(sent, "title", needed=True),
        text=_text(sent, "text", needed=True),
        at=_time(world, sent),
        host=_text(sent, "host"),
        key=_text(sent, "aggregation_key"),
        priority=_one_of(sent, "priority", PRIORITIES),
        source=_text(sent, "source_type_name"),
        alert=_one_of(sent, "alert_type", ALERTS) or "info",
        tags=_tags(sent),
    )
    with world.store.transaction():
        body = stream.put(world, event)
    return Answer(202, encoded({"status": "ok", "event": body}).encode())


def list_all(world: World, request: Request) -> Answer:
    """`GET`: the events of a window, the newest first, a thousand on a page."""
    start, end = (whole_in(request, name) for name in ("start", "end"))
    if "page" in request.query and whole(request.query["page"]) is None:
        raise errors.invalid("page")
    settle(world)
    wanted = set(filter(None, request.query.get("tags", "").split(",")))
    sources = set(filter(None, request.query.get("sources", "").split(",")))
    found = [
        {**body, **extra}
        for body, extra in reversed(stream.every(world))
        if start <= body["date_happened"] <= end
        and wanted <= set(body["tags"])
        and (not sources or extra["source"] in sources)
        and request.query.get("priority", body["priority"] or "normal") == (body["priority"] or "normal")
    ]
    found.sort(key=lambda event: -int(event["date_happened"]))
    first = (whole(request.query.get("page", "0")) or 0) * PAGE
    return ok({"events": found[first : first + PAGE]})


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/events/{id}`."""
    settle(world)
    number = whole(id)
    document = None if number is None else world.store.get(KIND, number)
    if document is None:
        raise errors.Refused(404, errors.NO_SUCH_EVENT)
    return ok({"event": {**json.loads(document.body), **json.loads(document.extra)}})


def _text(sent: Body, name: str, *, needed: bool = False) -> str:
    value = sent.get(name) or ""
    if not isinstance(value, str):
        raise errors.invalid(name)
    if needed and not value:
        raise errors.required(name)
    return value


def _one_of(sent: Body, name: str, words: tuple[str, ...]) -> str:
    word = _text(sent, name)
    if word and word not in words:
        raise errors.invalid(name)
    return word


def _time(world: World, sent: Body) -> int | None:
    at: Any = sent.get("date_happened")
    if at is None:
        return None
    if isinstance(at, bool) or not isinstance(at, int):
        raise errors.invalid("date_happened")
    if at < world.now().timestamp() - OLDEST:
        raise errors.Refused(400, errors.EVENT_TOO_OLD)
    return at


def _tags(sent: Body) -> frozenset[str]:
    tags = sent.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise errors.invalid("tags")
    return stored_tags(tags)
