"""Windows, the points in them, and when they are evaluated."""

from __future__ import annotations

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import CheckAlert, EventAlert, FormulaAlert, MetricAlert, Next

_MINUTE, _DAY, _MONTH = 60, 86_400, 730 * 3600
# Statuses in a row (v1 API description, service check).
_MOST_STATUSES = 100
# Datadog reads these from somebody else's interface, minutes later than they were measured; it recommends 15 minutes
# for cloud metrics (docs: monitors, configuration, evaluation delay).
_LATE = {"aws.": 900, "azure.": 900, "gcp.": 900}


def rollup_longer_than_window(watched: Watched) -> Seen:
    """A point that is longer than the window holds data from before it, and mostly there is none to evaluate."""
    if watched.metric is None:
        return
    window = watched.metric.over.window
    for query in watched.queries:
        for modifier in query.modifiers:
            seconds = next((each for each in modifier.arguments if isinstance(each, int)), 0)
            if modifier.name == "rollup" and seconds > window.seconds:
                seen = f"points of {seconds} s are longer than the window {window}"
                yield "query", seen, f"write a rollup of at most {window.seconds} s, or a longer window"


def window_refused(watched: Watched) -> Seen:
    """Datadog looks back a minute to a month, two days at most for events, and over a hundred statuses of a check
    (docs: monitors, configuration and types; v1 API description).
    """
    match watched.tree:
        case CheckAlert(last=int(statuses)):
            if not 1 <= statuses <= _MOST_STATUSES:
                yield "query", f"it looks at {statuses} statuses", f"write .last() of 1 to {_MOST_STATUSES}"
            return
        case FormulaAlert() as tree:
            longest, said = _MONTH, "a month (730 hours)"
        case MetricAlert() as tree if not isinstance(tree.window, Next):
            longest, said = _MONTH, "a month (730 hours)"
        case EventAlert() as tree:
            longest, said = 2 * _DAY, "two days (48 hours)"
        case _:
            return
    window = tree.window
    if window is not None and not _MINUTE <= window.seconds <= longest:
        yield "query", f"its window is {window}", f"write one from a minute to {said}"


def delay_shorter_than_source(watched: Watched) -> Seen:
    """Metrics of clouds arrive late: without a delay the newest minutes are judged before they are there."""
    delay = watched.options.get("evaluation_delay") or 0
    for metric in dict.fromkeys(query.metric for query in watched.queries):
        needed = next((seconds for prefix, seconds in _LATE.items() if metric.startswith(prefix)), 0)
        if delay < needed:
            seen = f"{metric} arrives up to {needed // 60} minutes late, and it is evaluated after {delay} s"
            yield "options.evaluation_delay", seen, f"write options={{'evaluation_delay': {needed}}}"
            return
