"""Which objects name which others, and what of them may therefore not be deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dogwatch.local.store import Id

from .world import World

MONITOR = "monitor"
SLO = "slo"
DASHBOARD = "dashboard"

Named = tuple[Id, str]
"""An id with the name or title of its object."""


def users(world: World, kind: str, id: Id, by: str) -> list[Named]:
    """The objects of kind `by` that name this one."""
    ids = [user for user_kind, user in world.store.referring(kind, id) if user_kind == by]
    return [(user, name(world, by, user)) for user in ids]


def missing(world: World, kind: str, ids: Iterable[Id]) -> list[Id]:
    """Those of the ids that no object has."""
    return [id for id in ids if world.store.get(kind, id) is None]


def name(world: World, kind: str, id: Id) -> str:
    """The name of a stored object, the title of a dashboard; empty for one that is not there."""
    document = world.store.get(kind, id)
    body = json.loads(document.body) if document else {}
    return str(body.get("title" if kind == DASHBOARD else "name", ""))
