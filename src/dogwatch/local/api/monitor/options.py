"""The options of a monitor: what the server adds, drops, turns into floats and refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors

from . import query as monitor_query
from . import types as monitor_types

Options = dict[str, Any]

_DEFAULTS: Mapping[str, Any] = {"notify_audit": False, "include_tags": True}
_NUMERIC = ("critical", "warning", "ok", "unknown", "critical_recovery", "warning_recovery")
_RETENTION = re.compile(r"(\d{1,4})([mhd])")
_MINUTES = {"m": 1, "h": 60, "d": 1440}
# v1 API description: `group_retention_duration`, from 60 minutes to 72 hours.
_SHORTEST_RETENTION, _LONGEST_RETENTION = 60, 72 * 60
_HARMLESS_SIDE = {">": "less", ">=": "less", "<": "greater", "<=": "greater"}


def filled(type: str, query: str, sent: Mapping[str, Any]) -> Options:
    """The options as they are stored: complete, whatever was stored before (recorded: PUT replaces them whole)."""
    options = dict(sent)
    _normalise_thresholds(type, options)
    for name, default in _DEFAULTS.items():
        options.setdefault(name, default)
    # Recorded: neither of two alternatives is filled in where the other one was sent.
    if "on_missing_data" not in options:
        options.setdefault("notify_no_data", False)
    if "new_group_delay" not in options:
        options.setdefault("new_host_delay", 300)
    if type in monitor_types.SIMPLE_GROUPS:
        options.setdefault("groupby_simple_monitor", False)
    if type == monitor_types.DATA_QUALITY:
        options.setdefault("avalanche_window", 10)
    options.setdefault("silenced", {})
    _check_notify_by(type, query, options)
    _check_schedule(type, options)
    _check_retention(options.get("group_retention_duration"))
    check_thresholds(type, query, options.get("thresholds", {}))
    return options


def _check_notify_by(type: str, query: str, options: Options) -> None:
    # Seen by Datadog's own synchronisation tool; its words are not known.
    if options.get("notify_by") == ["*"] and not monitor_query.grouped(type, query):
        raise errors.invalid("options", "notify_by needs a query with groups")


def _check_schedule(type: str, options: Options) -> None:
    scheduling = options.get("scheduling_options")
    if not isinstance(scheduling, dict) or not scheduling.get("custom_schedule"):
        return
    if type in monitor_types.METRIC and not options.get("on_missing_data"):
        raise errors.invalid("options", "a custom_schedule needs on_missing_data")
    if options.get("on_missing_data") == "default":
        del options["on_missing_data"]  # recorded: it does not come back


def _check_retention(sent: object) -> None:
    if sent is None:
        return
    found = _RETENTION.fullmatch(sent) if isinstance(sent, str) else None
    if found is None or not _SHORTEST_RETENTION <= int(found[1]) * _MINUTES[found[2]] <= _LONGEST_RETENTION:
        raise errors.invalid("options", "group_retention_duration must be between 60m and 72h")


def _normalise_thresholds(type: str, options: Options) -> None:
    if "thresholds" not in options:
        return
    thresholds = options["thresholds"]
    if thresholds is None:
        thresholds = {}
    if not isinstance(thresholds, dict):
        raise errors.invalid("options", "thresholds must be an object")
    kept = {name: _number(name, value) for name, value in thresholds.items() if _kept(type, value)}
    if kept:
        options["thresholds"] = kept
    else:
        del options["thresholds"]


def _kept(type: str, value: object) -> bool:
    # Recorded: a composite keeps `critical: null`, other types lose a threshold that is null.
    return value is not None or type == monitor_types.COMPOSITE


def _number(name: str, value: object) -> object:
    if name not in _NUMERIC or value is None:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise errors.invalid("options", f"the threshold {name} must be a number")
    return float(value)


def check_thresholds(type: str, query: str, thresholds: Mapping[str, Any]) -> None:
    """Refuses (400) thresholds that contradict the query or one another."""
    if type == monitor_types.SERVICE_CHECK:
        _check_counts(query, thresholds)
    found = monitor_query.comparison(query)
    if type in (monitor_types.SERVICE_CHECK, monitor_types.COMPOSITE) or found is None or not thresholds:
        return
    critical, warning = thresholds.get("critical"), thresholds.get("warning")
    if critical is None:
        if warning is not None:
            raise errors.Refused(400, errors.ALERT_STATUS_REQUIRED)
        return
    if found.number is not None and found.number != critical:
        raise errors.threshold_mismatch(critical, found.number)
    _check_sides(found.operator, thresholds)


def _check_counts(query: str, thresholds: Mapping[str, Any]) -> None:
    last = monitor_query.consecutive_checks(query)
    counts = [value for name, value in thresholds.items() if name in _NUMERIC and value is not None]
    if last is not None and counts and last < max(counts):
        raise errors.Refused(400, errors.LAST_TOO_SMALL)


def _check_sides(operator: str, thresholds: Mapping[str, Any]) -> None:
    """A warning comes before the alert, and a recovery lies where its own alert is over."""
    side = _HARMLESS_SIDE.get(operator)
    if side is None:
        return
    sign = 1 if side == "less" else -1
    critical, warning = thresholds["critical"], thresholds.get("warning")
    if warning is not None and sign * warning >= sign * critical:
        raise errors.warning_side(warning, critical, side, operator)
    if "warning_recovery" in thresholds and warning is None:
        raise errors.invalid("options", "warning_recovery needs a warning threshold")
    for of in ("critical", "warning"):
        recovery = thresholds.get(f"{of}_recovery")
        if recovery is not None and sign * recovery > sign * thresholds[of]:
            raise errors.Refused(400, errors.RECOVERS_WHILE_ALERTING)
