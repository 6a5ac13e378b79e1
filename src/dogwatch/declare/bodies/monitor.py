"""From a declared monitor to the body that Datadog shall store."""

from __future__ import annotations

from typing import Any

from dogwatch.declare.bodies.recovery import recovery_thresholds
from dogwatch.declare.comparison import threshold_of
from dogwatch.declare.environment import written_query
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.routing.message import message
from dogwatch.declare.routing.transitions import possible_statuses
from dogwatch.declare.setting import Setting
from dogwatch.declare.tier import PRIORITIES
from dogwatch.kinds import Body, Resource
from dogwatch.query import written


def monitor_resource(monitor: Monitor, setting: Setting) -> Resource:
    """The monitor of an environment."""
    options = _options(monitor, setting)
    body: Body = {
        "name": setting.name_of(monitor, monitor.title),
        "type": monitor.type,
        "query": written_query(monitor, monitor.query, setting.env),
        "message": message(monitor, setting, options),
        "tags": setting.tags_of(monitor),
    }
    priority = _priority(monitor, setting)
    if priority is not None:
        body["priority"] = priority
    body["options"] = options
    body |= monitor.body
    return Resource(monitor.kind, setting.key_of(monitor), body, monitor.place)


def _priority(monitor: Monitor, setting: Setting) -> int | None:
    """A monitor's own priority, else its tier's, lower where it is milder; none outside production or where it tells
    nobody. What was imported keeps what it had.
    """
    own, tier = monitor.priority, setting.tier_of(monitor).priority
    if monitor.is_imported:
        return own
    if not setting.is_production:
        return None
    if not monitor.tells:
        return own
    return own if own is not None or tier is None else min(tier + monitor.milder, PRIORITIES[-1])


def _options(monitor: Monitor, setting: Setting) -> dict[str, Any]:
    """The thresholds, and whatever was declared, which wins over what the tier says."""
    declared = {name: value for name, value in monitor.options.items() if name != "thresholds"}
    thresholds = _thresholds(monitor, setting)
    options = {"thresholds": thresholds, **declared} if thresholds else declared
    return {**options, **_renotify(monitor, setting, options)}


def _thresholds(monitor: Monitor, setting: Setting) -> dict[str, Any]:
    """The query's number, the milder one, and those at which they end."""
    thresholds = dict(monitor.options.get("thresholds") or {})
    critical = threshold_of(monitor.query)
    if critical is not None:
        thresholds.setdefault("critical", written(critical))
    if monitor.warn is not None:
        thresholds["warning"] = written(monitor.warn)
    share = None if monitor.is_imported else setting.tier_of(monitor).recovery
    thresholds |= recovery_thresholds(monitor, share, thresholds)
    return {name: value for name, value in thresholds.items() if value is not None}


def _renotify(monitor: Monitor, setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    """How it is told again in production: its own way, else the tier's unless it is milder or imported.

    Options that say an interval say all of it.
    """
    renotify = monitor.renotify or (
        None if monitor.milder or monitor.is_imported else setting.tier_of(monitor).renotify
    )
    if renotify is None or not monitor.tells or not setting.is_production or "renotify_interval" in options:
        return {}
    possible = possible_statuses(monitor.type, options)
    statuses = [status for status in renotify.statuses if status in possible]
    if not statuses:
        return {}
    times = {} if renotify.times is None else {"renotify_occurrences": renotify.times}
    said = {"renotify_interval": round(renotify.every.seconds / 60), **times, "renotify_statuses": statuses}
    return {name: value for name, value in said.items() if name not in options}
