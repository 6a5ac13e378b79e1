"""The monitors judged each minute, and what comes of it: events, and what is told."""

from __future__ import annotations

from typing import Final

from dogwatch.judge import Notice, Notification, notification_of, occasion, recipients_of_rules, unmuted
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.event import stream
from dogwatch.local.api.world import World
from dogwatch.local.intake import Event

from . import inbox
from .changes import take_up

# So many seconds after a minute it is judged: what was sent in its last ten seconds has come by then.
LAG: Final = 5
_MINUTE: Final = 60


def evaluate(world: World) -> None:
    """Judges the last minute that is over, if that was not done yet, and tells what there is to tell."""
    alerts = world.alerts
    until = (int(world.now().timestamp()) - LAG) // _MINUTE * _MINUTE
    since = alerts.judging.now
    if until <= since:
        return
    settle(world)
    take_up(world)
    notices = unmuted(alerts.judging.run(until), alerts.downtimes.values(), alerts.judging, since, until)
    with world.store.transaction():
        told = [_kept(world, notice) for notice in notices]
    for notification in told:
        world.tell(notification)


def _kept(world: World, notice: Notice) -> Notification:
    """What is told, once it is an event and in the inbox."""
    alerts, id = world.alerts, stream.next_id(world)
    monitor = alerts.judging.monitors[notice.monitor]
    transition = notice.transition
    recipients = recipients_of_rules(alerts.rules.values(), monitor.body, transition.tags, occasion(notice))
    notification = notification_of(monitor, notice, app=world.app, recipients=recipients, event=id)
    stream.put(world, _event(notification), id)
    inbox.put(world, monitor.body, notification)
    return notification


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
