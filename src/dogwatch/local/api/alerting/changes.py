"""What was written to the store since the last evaluation, taken up by what is judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from dogwatch.judge import read_downtime, read_notification_rule
from dogwatch.local.api import references
from dogwatch.local.api.check import statuses
from dogwatch.local.api.event import stream
from dogwatch.local.api.world import World
from dogwatch.local.live import Alerts
from dogwatch.local.store import Document, Id


def take_up(world: World) -> None:
    """Looks at what has changed, and at nothing else; what an alert on an SLO is about comes before the alert."""
    alerts = world.alerts
    _again(world, alerts)
    for kind, (put, remove) in _TAKERS.items():
        changed = alerts.changed[kind]
        for id in sorted(changed, key=str):
            document = world.store.get(kind, id)
            if document is None:
                remove(alerts, id)
            else:
                put(alerts, document)
        if changed and kind == "slo_correction":
            alerts.slo_alerts.corrections = list(alerts.corrections.values())
        changed.clear()


def _again(world: World, alerts: Alerts) -> None:
    """Alerts on an SLO that has changed are read again: what they compare may be gone, or have come."""
    for slo in alerts.changed["slo"]:
        alerts.changed["monitor"].update(
            id for kind, id in world.store.referring(references.SLO, slo) if kind == references.MONITOR
        )


def _put_monitor(alerts: Alerts, document: Document) -> None:
    body = json.loads(document.body)
    alerts.overall[int(document.id)] = body["overall_state"]
    alerts.judging.put(int(document.id), body)


def _remove_monitor(alerts: Alerts, id: Id) -> None:
    alerts.judging.remove(int(id))
    alerts.overall.pop(int(id), None)
    alerts.groups.pop(int(id), None)


def _put_slo(alerts: Alerts, document: Document) -> None:
    alerts.slos[str(document.id)] = json.loads(document.body)


def _put_correction(alerts: Alerts, document: Document) -> None:
    alerts.corrections[str(document.id)] = json.loads(document.body)


def _put_downtime(alerts: Alerts, document: Document) -> None:
    alerts.downtimes[str(document.id)] = read_downtime(str(document.id), json.loads(document.body))


def _put_rule(alerts: Alerts, document: Document) -> None:
    alerts.rules[str(document.id)] = read_notification_rule(json.loads(document.body))


def _put_runs(alerts: Alerts, document: Document) -> None:
    runs = statuses.runs(json.loads(document.body))
    alerts.runs.put(runs[0].check, runs[0].tags, runs)


def _put_event(alerts: Alerts, document: Document) -> None:
    body, extra = json.loads(document.body), json.loads(document.extra)
    alerts.records.add("events", stream.record(body, extra))


def _stays(alerts: Alerts, id: Id) -> None:
    """What made room for others in the store is given up by its time."""


# In this order, since alerts on SLOs ask for what is before them.
_TAKERS: Final[dict[str, tuple[Callable[[Alerts, Document], None], Callable[[Alerts, Id], object]]]] = {
    "slo": (_put_slo, lambda alerts, id: alerts.slos.pop(str(id), None)),
    "slo_correction": (_put_correction, lambda alerts, id: alerts.corrections.pop(str(id), None)),
    "monitor": (_put_monitor, _remove_monitor),
    "downtime": (_put_downtime, lambda alerts, id: alerts.downtimes.pop(str(id), None)),
    "notification_rule": (_put_rule, lambda alerts, id: alerts.rules.pop(str(id), None)),
    "service_check": (_put_runs, _stays),
    "event": (_put_event, _stays),
}
