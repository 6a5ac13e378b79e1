"""Windows, the points in them, and when they are evaluated."""

from __future__ import annotations

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import metric_queries

# Datadog reads these from somebody else's interface, minutes later than they were measured; it recommends 15 minutes
# for cloud metrics (docs: monitors, configuration, evaluation delay).
_LATE = {"aws.": 900, "azure.": 900, "gcp.": 900}


def rollup_longer_than_window(watched: Watched) -> Seen:
    """A point that is longer than the window holds data from before it, and mostly there is none to evaluate."""
    if watched.tree is None:
        return
    window = watched.tree.over.window
    for query in metric_queries(watched.tree):
        for modifier in query.modifiers:
            seconds = next((each for each in modifier.arguments if isinstance(each, int)), 0)
            if modifier.name == "rollup" and seconds > window.seconds:
                seen = f"points of {seconds} s are longer than the window {window}"
                yield "query", seen, f"write a rollup of at most {window.seconds} s, or a longer window"


def delay_shorter_than_source(watched: Watched) -> Seen:
    """Metrics of clouds arrive late: without a delay the newest minutes are judged before they are there."""
    if watched.tree is None:
        return
    delay = watched.options.get("evaluation_delay") or 0
    for metric in dict.fromkeys(query.metric for query in metric_queries(watched.tree)):
        needed = next((seconds for prefix, seconds in _LATE.items() if metric.startswith(prefix)), 0)
        if delay < needed:
            seen = f"{metric} arrives up to {needed // 60} minutes late, and it is evaluated after {delay} s"
            yield "options.evaluation_delay", seen, f"write options={{'evaluation_delay': {needed}}}"
            return
