"""What a monitor looks at and how it treats gaps, in words, from its query and its options.

Sources: Datadog's v1 API description (MonitorOptions), docs: monitors, configuration.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds import Body
from dogwatch.report.pages.markup import code, text
from dogwatch.values import Duration

_WINDOW = re.compile(r"(?:\((?P<sliding>last|current)_|(?:long|short)_window\(\")(?P<span>\d+(?:mo|[mhdw]))")
_COMPARED = re.compile(r"(>=|<=|==|!=|>|<)\s*[-+.\deE]+\s*$")
_GROUPS = re.compile(r"\bby\s*\{([^{}]+)\}")
_METRIC_TYPES = ("query alert", "metric alert")
_MISSING = {
    "show_no_data": "shows No Data and tells nobody",
    "show_and_notify_no_data": "shows No Data and tells",
    "resolve": "ends the alert",
}
# What the sentences below speak of, or what people do not ask for at night.
_SAID = frozenset(
    {
        "thresholds",
        "threshold_windows",
        "evaluation_delay",
        "require_full_window",
        "new_group_delay",
        "on_missing_data",
        "notify_no_data",
        "no_data_timeframe",
        "timeout_h",
        "renotify_interval",
        "renotify_occurrences",
        "renotify_statuses",
        "notify_by",
        "include_tags",
    }
)


def circumstances(body: Body) -> Iterator[str]:
    """The facts about a monitor as markup, a line each."""
    query, options = str(body["query"]), body.get("options") or {}
    yield from _limits(query, options.get("thresholds") or {})
    yield from _looks_at(query, options)
    yield from _groups(query, options)
    yield from _absence(body, options)
    yield from _repeats(options)
    for name, value in options.items():
        if name not in _SAID:
            yield f"**Option** {code(name)}: {code(json.dumps(value, ensure_ascii=False))}"


def _limits(query: str, thresholds: Mapping[str, Any]) -> Iterator[str]:
    compared = _COMPARED.search(query)
    sign = f"{compared[1]} " if compared else ""
    words = {
        "critical": f"alerts at {sign}",
        "warning": f"warns at {sign}",
        "critical_recovery": "the alert ends at ",
        "warning_recovery": "the warning ends at ",
    }
    said = [f"{words[name]}{thresholds[name]}" for name in words if thresholds.get(name) is not None]
    if said:
        yield f"**Limit** {', '.join(map(text, said))}"


def _looks_at(query: str, options: Mapping[str, Any]) -> Iterator[str]:
    """The windows that are evaluated, and how late."""
    windows = [f"the {found['sliding'] or 'last'} {found['span']}" for found in _WINDOW.finditer(query)]
    parts = [f"**Window** {' and '.join(windows)}"] if windows else []
    judged = (options.get("threshold_windows") or {}).get("trigger_window")
    if judged:
        parts.append(f"judged is {text(str(judged).replace('_', ' '))}")
    if options.get("evaluation_delay"):
        parts.append(f"evaluated {options['evaluation_delay']} s late, so that slow data is in")
    if options.get("require_full_window"):
        parts.append("only once it is full of data")
    if parts:
        yield ", ".join(parts)


def _groups(query: str, options: Mapping[str, Any]) -> Iterator[str]:
    keys = dict.fromkeys(key.strip() for found in _GROUPS.findall(query) for key in found.split(","))
    if keys:
        merged = options.get("notify_by") or []
        told = f", told together by {', '.join(map(code, merged))}" if merged else ""
        delay = options.get("new_group_delay")
        new = f"; a new one is left alone for {delay} s" if delay else ""
        yield f"**Alerts** for each {', '.join(map(code, keys))} by itself{told}{new}"


def _absence(body: Body, options: Mapping[str, Any]) -> Iterator[str]:
    """What no data means; a monitor on an SLO or on other monitors has no say in that."""
    if body.get("type") not in _METRIC_TYPES:
        return
    missing = options.get("on_missing_data")
    if missing == "default":
        counted = ".as_count()" in str(body["query"])
        means = "counts as zero" if counted else "leaves the state as it is"
    elif options.get("notify_no_data"):
        after = options.get("no_data_timeframe")
        means = f"for {after} minutes is told" if after else "is told"
    else:
        means = _MISSING.get(str(missing), "leaves the state as it is")
    hours = options.get("timeout_h")
    yield f"**No data** {means}" + (f"; an alert without data ends after {hours} h" if hours else "")


def _repeats(options: Mapping[str, Any]) -> Iterator[str]:
    every = options.get("renotify_interval")
    if every:
        times = options.get("renotify_occurrences")
        most = f", {times} times at most" if times else ""
        statuses = ", ".join(options.get("renotify_statuses") or ("alert", "no data"))
        yield f"**Said again** every {Duration(every * 60.0)}{most}, while it is in {text(statuses)}"
