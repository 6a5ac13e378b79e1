"""A second opinion: monitors judged minute by minute, group by group, from Datadog's pages and the decided rules alone.

Slow and without numpy, on purpose: it shares no code with what it is held against.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Group = tuple[str, ...]
COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
# When the state of many groups is that of one (types/composite): the most severe.
SEVERITY = ["gone", "OK", "No Data", "Warn", "Alert"]
WORDS = {"alert": "Alert", "warn": "Warn", "no data": "No Data"}


@dataclass
class Case:
    """A monitor over points, one per group and minute at most, and a window in minutes; a simple alert has no keys."""

    points: dict[Group, dict[int, float]]
    minutes: int
    aggregator: str
    window: int
    comparator: str
    thresholds: dict[str, float]
    keys: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


@dataclass
class Seen:
    """A group as the monitor knows it, times in minutes."""

    state: str = "gone"
    first: int | None = None
    last: int | None = None
    empty: int | None = None


@dataclass
class Heard:
    """What people heard of a group."""

    of: str = "OK"
    at: int = 0
    again: int = 0


# A minute, a group, what is told, and how often it was told before.
Told = tuple[int, Group, str, int]


def play(case: Case) -> tuple[dict[Group, list[str]], list[Told]]:
    """The state of each group at each minute from 1 on, and all that is told."""
    groups = {group: Seen() for group in (case.points if case.keys else [()])}
    states: dict[Group, list[str]] = {group: [] for group in groups}
    heard: dict[Group, Heard] = {}
    merged: dict[Group, str] = {}
    told: list[Told] = []
    for minute in range(1, case.minutes + 1):
        for group, seen in groups.items():
            evaluate(case, group, seen, minute)
            states[group].append(seen.state)
        for name, state in together(case, groups).items():
            before = merged.get(name, "gone")
            merged[name] = state
            told += tell(case, name, before, state, heard.setdefault(name, Heard()), minute)
    return states, told


def evaluate(case: Case, group: Group, seen: Seen, minute: int) -> None:
    options = case.options
    delay = options.get("evaluation_delay", 0) // 60
    end = minute - delay
    window = [case.points.get(group, {}).get(at) for at in range(end - case.window, end)]
    present = [value for value in window if value is not None]
    retention = minutes_of(options.get("group_retention_duration", "24h"))
    if not present:
        if seen.last is not None and (seen.empty is None or seen.empty <= seen.last):
            seen.empty = minute
        if not is_new(case, seen, minute):
            missing(case, seen, minute, retention)
        elif gone(case, seen, minute, retention):
            seen.state = "gone"
        return
    if seen.last is None or gone(case, seen, minute, retention):
        seen.first = minute
    seen.last, seen.empty = minute, None
    if is_new(case, seen, minute):
        return
    if options.get("require_full_window") and (window[0] is None or window.count(None) > 3):
        return
    seen.state = moved(case, seen.state, reduce(case.aggregator, present))


def gone(case: Case, seen: Seen, minute: int, retention: int) -> bool:
    return bool(case.keys) and seen.empty is not None and minute - seen.empty >= retention


def is_new(case: Case, seen: Seen, minute: int) -> bool:
    delay = case.options.get("new_group_delay", 0)
    return bool(case.keys) and seen.first is not None and (minute - seen.first) * 60 < delay


def reduce(aggregator: str, values: list[float]) -> float:
    match aggregator:
        case "avg":
            return sum(values) / len(values)
        case "sum":
            return sum(values)
        case "min":
            return min(values)
    return max(values)


def level(case: Case, value: float) -> str:
    compare = COMPARE[case.comparator]
    if compare(value, case.thresholds["critical"]):
        return "Alert"
    if "warning" in case.thresholds and compare(value, case.thresholds["warning"]):
        return "Warn"
    return "OK"


def moved(case: Case, state: str, value: float) -> str:
    """The state after a value: an alert and a warning hold until their recovery thresholds are passed."""
    compare = COMPARE[case.comparator]
    now = level(case, value)
    holds_alert = "critical_recovery" in case.thresholds and compare(value, case.thresholds["critical_recovery"])
    holds_warn = "warning_recovery" in case.thresholds and compare(value, case.thresholds["warning_recovery"])
    if state == "Alert" and holds_alert:
        return "Alert"
    if state in ("Alert", "Warn") and holds_warn and now == "OK":
        return "Warn"
    return now


def missing(case: Case, seen: Seen, minute: int, retention: int) -> None:
    """No points in the window."""
    options = case.options
    if gone(case, seen, minute, retention):
        seen.state = "gone"
        return
    quiet = 0 if seen.last is None or seen.empty is None else minute - seen.empty
    if seen.last is not None and options.get("timeout_h") and quiet >= 60 * options["timeout_h"]:
        seen.state = "OK"
        return
    if case.keys and seen.last is None:
        return
    match options.get("on_missing_data"):
        case "default":
            if case.aggregator == "sum":
                seen.state = moved(case, seen.state, 0)
        case "resolve":
            seen.state = "OK"
        case "show_no_data" | "show_and_notify_no_data":
            if seen.last is not None:
                seen.state = "No Data"
        case None:
            timeframe = options.get("no_data_timeframe", 2 * case.window)
            # The first window without points says that there was none for as long as it is.
            if options.get("notify_no_data") and seen.last is not None and quiet + case.window >= timeframe:
                seen.state = "No Data"


def together(case: Case, groups: dict[Group, Seen]) -> dict[Group, str]:
    """The states of those that are told of apart."""
    by = case.options.get("notify_by")
    kept = [place for place, key in enumerate(case.keys) if by is None or key in by]
    found: dict[Group, str] = {}
    for group, seen in groups.items():
        name = tuple(group[place] for place in kept)
        found[name] = max(found.get(name, "gone"), seen.state, key=SEVERITY.index)
    return found


def tell(case: Case, name: Group, before: str, state: str, heard: Heard, minute: int) -> list[Told]:
    options = case.options
    if state != before:
        if state == "gone":
            heard.of = "OK"
            return []
        notifies = options.get("on_missing_data") == "show_and_notify_no_data" or options.get("notify_no_data", False)
        is_told = {"Alert": True, "Warn": True, "No Data": notifies, "OK": heard.of != "OK"}[state]
        if is_told:
            heard.of, heard.at, heard.again = state, minute, 0
            return [(minute, name, state, 0)]
        return []
    interval = options.get("renotify_interval")
    statuses = [WORDS[word] for word in options.get("renotify_statuses", ["alert", "no data"])]
    most = options.get("renotify_occurrences")
    if not interval or state == "OK" or state not in statuses or heard.of != state:
        return []
    if minute - heard.at < interval or (most is not None and heard.again >= most):
        return []
    heard.at, heard.again = minute, heard.again + 1
    return [(minute, name, state, heard.again)]


def minutes_of(text: str) -> int:
    return int(text[:-1]) * {"m": 1, "h": 60}[text[-1]]
