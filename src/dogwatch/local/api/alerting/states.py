"""The states that monitors came to: noted after each evaluation, and answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeAlias

from dogwatch.judge import Monitor, Notice, Status
from dogwatch.local.api import errors, references
from dogwatch.local.api.message import Request, encoded
from dogwatch.local.api.world import World
from dogwatch.local.live import Seen, named

Wanted: TypeAlias = frozenset[str]

ALL: Final[Wanted] = frozenset({"all"})
# The one group of a simple alert.
ALONE: Final = "*"
_STATES: Final = ALL | {"alert", "warn", "no data", "ok", "ignored", "skipped", "unknown"}


class GroupState(NamedTuple):
    """A group of a monitor as it is shown: tags joined by commas, or `*`."""

    name: str
    status: Status
    seen: Seen


def note(world: World, notices: Iterable[Notice], since: int) -> None:
    """Notes what has changed after a second, and of what somebody is told."""
    alerts = world.alerts
    for id, history in alerts.judging.histories.items():
        for transition in history.transitions:
            if transition.at > since:
                alerts.seen(id, transition.tags).learn(transition)
    for notice in notices:
        alerts.seen(notice.monitor, notice.transition.tags).notified = notice.at
    _store_overall(world)


def _store_overall(world: World) -> None:
    """Writes the state of a monitor as a whole where it has changed."""
    alerts = world.alerts
    modified = datetime.fromtimestamp(alerts.judging.now, UTC).isoformat()
    for id in alerts.judging.monitors:
        word = alerts.judging.state(id).word
        if word != alerts.overall[id]:
            document = world.store.get(references.MONITOR, id)
            if document is not None:
                body = {**json.loads(document.body), "overall_state_modified": modified, "overall_state": word}
                world.store.amend(references.MONITOR, id, encoded(body))
                alerts.overall[id] = word


def wanted(request: Request) -> Wanted | None:
    """The states of groups that are asked for; None where nobody asks. Refuses (400) what is no state."""
    text = request.query.get("group_states")
    if text is None:
        return None
    words = frozenset(word.strip().lower() for word in text.split(","))
    if not words <= _STATES:
        raise errors.Refused(400, errors.INVALID_GROUP_STATES)
    return words


def group_states(world: World, id: int, states: Wanted = ALL) -> list[GroupState]:
    """The groups of a monitor in any of the states."""
    return [each for each in _groups(world, id) if states >= ALL or each.status.word.lower() in states]


def shown(states: Iterable[GroupState]) -> dict[str, Any]:
    """The field `state` of a monitor."""
    return {"groups": {each.name: _shown(each) for each in states}}


def _groups(world: World, id: int) -> Iterator[GroupState]:
    alerts = world.alerts
    monitor = alerts.judging.monitor(id)
    if monitor is None:
        return
    for group, status in alerts.judging.states(id).items():
        tags = dict(zip(monitor.subject.keys, group, strict=True))
        seen = alerts.groups.get(id, {}).get(named(_told_by(monitor, tags)), Seen())
        yield GroupState(name_of(monitor, group), status, seen)


def name_of(monitor: Monitor, group: tuple[str, ...]) -> str:
    """The name under which a group of a monitor is shown."""
    return named(dict(zip(monitor.subject.keys, group, strict=True))) or ALONE


def _told_by(monitor: Monitor, tags: dict[str, str]) -> dict[str, str]:
    """The tags of the group that is told of, which with `notify_by` are fewer."""
    by = monitor.options.notify_by
    return tags if by is None or set(tags) <= set(by) else {key: value for key, value in tags.items() if key in by}


def _shown(state: GroupState) -> dict[str, Any]:
    seen = state.seen
    return {
        "name": state.name,
        "status": state.status.word,
        "last_triggered_ts": seen.triggered or None,
        "last_resolved_ts": seen.resolved or None,
        "last_nodata_ts": seen.no_data or None,
        "last_notified_ts": seen.notified or None,
    }
