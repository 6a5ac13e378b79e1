"""The states on disk, so that a process that is killed goes on where it was: nothing is told twice."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Final

from dogwatch.local.api.message import encoded
from dogwatch.local.api.world import World
from dogwatch.local.live import Seen
from dogwatch.local.store import Document

KIND: Final = "states"
_ID: Final = "monitors"
# When monitors were down, for months: written only when one goes down or up.
_BOOK: Final = "uptime"


def save(world: World) -> None:
    """Writes what is known of all monitors, in the transaction in which the store has what is told."""
    if not world.store.is_lasting:
        return
    alerts = world.alerts
    groups = {id: {name: astuple(seen) for name, seen in each.items()} for id, each in alerts.groups.items()}
    text = encoded({"judging": alerts.judging.saved(), "groups": groups})
    world.store.put(KIND, Document(_ID, text, ""))
    if alerts.has_learnt:
        world.store.put(KIND, Document(_BOOK, encoded(alerts.book.saved()), ""))
        alerts.has_learnt = False


def restore(world: World) -> None:
    """Takes up what the process before this one has written, once all monitors are there."""
    alerts = world.alerts
    alerts.is_restored = True
    document = world.store.get(KIND, _ID)
    if document is None:
        return
    saved = json.loads(document.body)
    alerts.judging.restore(saved["judging"])
    alerts.groups = {
        int(id): {name: Seen(*times) for name, times in each.items()} for id, each in saved["groups"].items()
    }
    book = world.store.get(KIND, _BOOK)
    if book is not None:
        alerts.book.restore(json.loads(book.body), alerts.judging.now)
