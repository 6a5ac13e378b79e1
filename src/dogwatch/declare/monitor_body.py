"""From a declared monitor to the body that Datadog shall store."""

from __future__ import annotations

import re
from typing import Any

from dogwatch.declare.environment import in_environment
from dogwatch.declare.message import message
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Body, Resource
from dogwatch.query import MetricAlert, SloAlert, written

_NUMBER_AT_END = re.compile(r"(>=|<=|==|!=|>|<)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*$")


def monitor_resource(monitor: Monitor, setting: Setting) -> Resource:
    """The monitor of an environment."""
    body: Body = {
        "name": setting.name_of(monitor, monitor.title),
        "type": monitor.type,
        "query": in_environment(monitor.query, setting.env),
        "message": message(monitor, setting.team_of(monitor), setting.catalog, setting.env),
        "tags": setting.tags_of(monitor),
    }
    priority = _priority(monitor, setting)
    if priority is not None:
        body["priority"] = priority
    body["options"] = _options(monitor)
    body |= monitor.body
    return Resource(monitor.kind, setting.key_of(monitor), body, monitor.place)


def threshold_of(query: MetricAlert | SloAlert | str) -> float | None:
    """The number that a query compares with; None where its text has none."""
    compared = comparison_of(query)
    return compared[1] if compared else None


def comparison_of(query: MetricAlert | SloAlert | str) -> tuple[str, float] | None:
    """The comparator of a query and the number that it compares with; None where its text has none."""
    if not isinstance(query, str):
        return query.comparator, query.threshold
    match = _NUMBER_AT_END.search(query)
    return (match.group(1), float(match.group(2))) if match else None


def _priority(monitor: Monitor, setting: Setting) -> int | None:
    """A monitor's own priority, else its feature's tier in production."""
    if monitor.priority is not None or monitor.feature is None or setting.env not in setting.catalog.production:
        return monitor.priority
    return monitor.feature.tier


def _options(monitor: Monitor) -> dict[str, Any]:
    """The thresholds of the query and whatever else was declared; the query's number wins, as it does at Datadog."""
    options = {name: value for name, value in monitor.options.items() if name != "thresholds"}
    thresholds = dict(monitor.options.get("thresholds") or {})
    critical = threshold_of(monitor.query)
    if critical is not None:
        thresholds.setdefault("critical", written(critical))
    if monitor.warn is not None:
        thresholds["warning"] = written(monitor.warn)
    return {"thresholds": thresholds, **options} if thresholds else options
