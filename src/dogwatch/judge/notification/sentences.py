"""What was measured, in a sentence: `system.load.1 over host:a was > 4.0 on average during the last 5m`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from dogwatch.judge.status import Status
from dogwatch.judge.transition import Notice
from dogwatch.query import Change, MetricAlert, metric_queries, parse_monitor

_TYPES: Final = ("metric alert", "query alert")
_HOW: Final = {"avg": "on average", "max": "at least once", "min": "at all times", "sum": "in total"}
_OTHERWISE: Final = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


@lru_cache(maxsize=1000)
def asked(query: str, type: str) -> MetricAlert | None:
    """The query of a metric monitor as a tree; None for that of another."""
    tree = parse_monitor(query, type) if type in _TYPES else None
    return tree if isinstance(tree, MetricAlert) else None


def metric(body: Mapping[str, Any]) -> str:
    """The metric of a monitor that asks for one alone; else ""."""
    tree = asked(body["query"], body["type"])
    metrics: set[str] = {query.metric for query in metric_queries(tree)} if tree is not None else set()
    return metrics.pop() if len(metrics) == 1 else ""


def sentence(body: Mapping[str, Any], notice: Notice, scope: Sequence[str]) -> tuple[str, ...]:
    """What was measured, in pieces of which every other one is bold; none for a monitor of another kind."""
    tree = asked(body["query"], body["type"])
    if tree is None:
        return ()
    subject = metric(body) or str(tree.over.expression)
    over = ", ".join(scope) or "*"
    window = str(tree.window).replace("_", " ")
    if notice.status is Status.NO_DATA:
        return ("", subject, " over ", over, " had no data during the ", window, ".")
    comparator = _OTHERWISE[tree.comparator] if notice.is_recovery else tree.comparator
    threshold = notice.transition.threshold
    limit = f"{comparator} {'' if threshold is None else float(threshold)}".strip()
    return ("", subject, " over ", over, " was ", limit, f" {_how(tree)} during the ", window, ".")


def _how(tree: MetricAlert) -> str:
    if isinstance(tree.over, Change):
        return f"as a {'change in percent' if tree.over.kind == 'pct_change' else 'change'}"
    return _HOW.get(tree.over.aggregator, f"as {tree.over.aggregator}")
