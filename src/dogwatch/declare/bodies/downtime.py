"""From a declared downtime to the body that Datadog shall store."""

from __future__ import annotations

from datetime import timedelta

from dogwatch.declare.downtime import Downtime
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Body, Resource
from dogwatch.values import Duration

_UNITS = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60))


def downtime_resource(downtime: Downtime, setting: Setting) -> Resource:
    """The downtime of an environment. The last line of its message is its mark."""
    key = setting.key_of(downtime)
    attributes: Body = {
        **downtime.body,
        "message": f"{downtime.why.strip()}\n\n{setting.mark_line(downtime)}",
        "monitor_identifier": _monitors(downtime, setting),
        "scope": downtime.scope.replace("$env", setting.env),
        "schedule": _once(downtime) if downtime.every is None else _recurring(downtime),
    }
    if downtime.timezone != "UTC":
        attributes.setdefault("display_timezone", downtime.timezone)
    return Resource(downtime.kind, key, {"type": "downtime", "attributes": attributes}, downtime.place)


def _monitors(downtime: Downtime, setting: Setting) -> Body:
    monitor = downtime.monitor
    if monitor is not None:
        return {"monitor_id": monitor.reference if isinstance(monitor, Monitor) else monitor}
    return {"monitor_tags": [*(downtime.filter or setting.owner_tags(downtime)), f"env:{setting.env}"]}


def _once(downtime: Downtime) -> Body:
    end = downtime.end
    if end is None and downtime.start and downtime.lasts:
        end = downtime.start + timedelta(seconds=downtime.lasts.seconds)
    times = {"start": downtime.start, "end": end}
    return {name: moment.isoformat() for name, moment in times.items() if moment is not None}


def _recurring(downtime: Downtime) -> Body:
    recurrence: Body = {"rrule": downtime.every}
    if downtime.lasts:
        recurrence["duration"] = written_duration(downtime.lasts)
    if downtime.start:
        recurrence["start"] = downtime.start.isoformat()
    return {"recurrences": [recurrence], "timezone": downtime.timezone}


def written_duration(duration: Duration) -> str:
    """The duration as Datadog writes it, in the largest unit of which it is a whole number: "90m", "2h"."""
    seconds = int(duration.seconds)
    letter, size = next((letter, size) for letter, size in _UNITS if seconds % size == 0)
    return f"{seconds // size}{letter}"
