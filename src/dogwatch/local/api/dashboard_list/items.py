"""`/api/v2/dashboard/lists/manual/{id}/dashboards`: which dashboards are in a list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from dogwatch.local.api import errors, references, user
from dogwatch.local.api.message import Answer, Request, object_in, ok
from dogwatch.local.api.world import World

from .endpoints import Body, present, save, stamp, stored

Item = dict[str, str]

# By the layout of the dashboard (recorded).
TYPES: Final = {"ordered": "custom_timeboard", "free": "custom_screenboard"}
_OF_OTHERS: Final = ("integration_screenboard", "integration_timeboard", "host_timeboard")


def get(world: World, request: Request, id: str) -> Answer:
    """`GET`: what people see of each dashboard, and how many there are."""
    _, kept = stored(world, id)
    shown = [_shown(world, item) for item in present(world, kept)]
    return ok({"dashboards": shown, "total": len(shown)})


def add(world: World, request: Request, id: str) -> Answer:
    """`POST`: puts dashboards beside those in it; the answer has those that were not."""
    return _changed(world, request, id, "added_dashboards_to_list", _added)


def replace(world: World, request: Request, id: str) -> Answer:
    """`PUT`: these and no others."""
    return _changed(world, request, id, "dashboards", lambda before, sent: (sent, sent))


def remove(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: takes dashboards out of it; the answer has those that were in it."""
    return _changed(world, request, id, "deleted_dashboards_from_list", _removed)


def _added(before: list[Item], sent: list[Item]) -> tuple[list[Item], list[Item]]:
    new = [item for item in sent if item not in before]
    return [*before, *new], new


def _removed(before: list[Item], sent: list[Item]) -> tuple[list[Item], list[Item]]:
    return [item for item in before if item not in sent], [item for item in before if item in sent]


def _changed(world: World, request: Request, id: str, answer: str, change: Any) -> Answer:
    with world.store.transaction():
        number, kept = stored(world, id)
        after, told = change(kept["dashboards"], _sent(world, request))
        save(world, number, {**kept, "dashboards": after, "modified": stamp(world)})
    return ok({answer: told})


def _sent(world: World, request: Request) -> list[Item]:
    """The dashboards that a request names, each once; refuses (400) what is none."""
    sent = object_in(request).get("dashboards")
    if not isinstance(sent, list):
        raise errors.invalid("dashboards", "it must be a list")
    items: list[Item] = []
    for each in sent:
        item = _item(world, each)
        if item not in items:
            items.append(item)
    return items


def _item(world: World, said: Any) -> Item:
    if not isinstance(said, dict) or not isinstance(said.get("id"), str):
        raise errors.invalid("dashboards", "each must have an id and a type")
    type, id = said.get("type"), said["id"]
    if type in _OF_OTHERS:
        raise errors.not_emulated(f"dashboards of the type {type}")
    found = world.store.get(references.DASHBOARD, id)
    if found is None:
        raise errors.dashboard_not_found(id)
    if type != _type(json.loads(found.body)):
        raise errors.invalid("dashboards", f"{id} is no {type}")
    return {"type": type, "id": id}


def _type(dashboard: Mapping[str, Any]) -> str:
    return TYPES[dashboard["layout_type"]]


def _shown(world: World, item: Item) -> Body:
    found = world.store.get(references.DASHBOARD, item["id"])
    assert found is not None
    dashboard = json.loads(found.body)
    return {
        "author": {"name": user.NAME, "handle": user.HANDLE},
        "created": dashboard["created_at"],
        "is_favorite": False,
        "is_shared": False,
        "modified": dashboard["modified_at"],
        "title": dashboard["title"],
        "type": item["type"],
        "id": item["id"],
        "url": dashboard["url"],
        "is_read_only": False,
        "tags": dashboard.get("tags"),
        "icon": None,
        "integration_id": None,
        "popularity": 0,
    }
