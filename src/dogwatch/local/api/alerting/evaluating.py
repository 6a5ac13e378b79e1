"""The monitors judged each minute, and what comes of it: events, and what is told."""

from __future__ import annotations

import sqlite3
from typing import Final

from dogwatch.judge import Notice, Notification, notification_of, occasion, recipients_of_rules, unmuted
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.event import stream
from dogwatch.local.api.world import World
from dogwatch.local.intake import Event

from . import inbox
from .changes import take_up
from .keeping import restore, save
from .states import note

# So many seconds after a minute it is judged: what was sent in its last ten seconds has come by then.
LAG: Final = 5
# After a longer time without evaluations (a machine asleep, a clock that was set) what was missed is not made up for.
MOST_BEHIND: Final = 300
_MINUTE: Final = 60


def evaluate(world: World) -> None:
    """Judges the last minute that is over, if that was not done yet, and tells what there is to tell."""
    judging = world.alerts.judging
    until = (int(world.now().timestamp()) - LAG) // _MINUTE * _MINUTE
    if until == judging.now:
        return
    settle(world)
    take_up(world)
    if not world.alerts.is_restored:
        restore(world)
    since = judging.now
    if not since < until <= since + MOST_BEHIND:
        _turn(world, until)
        return
    try:
        _judge(world, since, until)
    except Exception as error:  # noqa: BLE001
        # Whatever a monitor says, requests are answered on, and the next minute is judged.
        world.intake.leave_out("minutes unjudged", f"{type(error).__name__}: {error}")
        judging.now = until


def _turn(world: World, until: int) -> None:
    """Goes on from another time, which is judged from its next minute on: nothing has come in between."""
    judging = world.alerts.judging
    if until > judging.now or until < judging.now - MOST_BEHIND:
        judging.turn_to(until)


def _judge(world: World, since: int, until: int) -> None:
    alerts = world.alerts
    alerts.forget(until)
    judged = alerts.judging.run(until)
    alerts.learn()
    notices = unmuted(judged, alerts.downtimes.values(), alerts.judging, since, until)
    for notification in _kept(world, notices, since):
        world.receivers.tell(notification)
        world.tell(notification)


def _kept(world: World, notices: list[Notice], since: int) -> list[Notification]:
    """What is told, once it is written together with the states that it comes of."""
    try:
        with world.store.transaction():
            told = [_put(world, notice) for notice in notices]
            note(world, notices, since)
            save(world)
            return told
    except sqlite3.Error as error:
        # A full disk is no reason to tell nobody; people are told of the disk too.
        world.intake.leave_out("states unwritten", str(error))
        alerts = world.alerts
        alerts.changed["monitor"].update(alerts.overall)  # what they are stored with is read again
        alerts.has_learnt = True
        return [_notification(world, notice) for notice in notices]


def _put(world: World, notice: Notice) -> Notification:
    """A notification that is an event and in the inbox."""
    notification = _notification(world, notice, stream.next_id(world))
    stream.put(world, _event(notification), notification.event)
    inbox.put(world, notification)
    return notification


def _notification(world: World, notice: Notice, event: int | None = None) -> Notification:
    alerts, transition = world.alerts, notice.transition
    monitor = alerts.judging.history(notice.monitor).monitor
    recipients = recipients_of_rules(alerts.rules.values(), monitor.body, transition.tags, occasion(notice))
    known = alerts.judging.known(notice)
    return notification_of(monitor, notice, app=world.app, known=known, recipients=recipients, event=event)


def _event(notification: Notification) -> Event:
    host = next((tag.removeprefix("host:") for tag in notification.scope if tag.startswith("host:")), "")
    return Event(
        title=notification.title,
        text=notification.text,
        at=notification.at,
        host=host,
        key=notification.key,
        priority=notification.event_priority,
        source="alert",
        alert=notification.alert_type,
        tags=frozenset(notification.tags),
    )
