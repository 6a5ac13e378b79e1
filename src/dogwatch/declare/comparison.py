"""What a monitor's query compares with."""

from __future__ import annotations

import re

from dogwatch.query import MetricAlert, SloAlert

_NUMBER_AT_END = re.compile(r"(>=|<=|==|!=|>|<)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*$")


def comparison_of(query: MetricAlert | SloAlert | str) -> tuple[str, float] | None:
    """The comparator of a query and the number that it compares with; None where its text has none."""
    if not isinstance(query, str):
        return None if query.threshold is None else (query.comparator, query.threshold)
    match = _NUMBER_AT_END.search(query)
    return (match.group(1), float(match.group(2))) if match else None


def threshold_of(query: MetricAlert | SloAlert | str) -> float | None:
    """The number that a query compares with; None where its text has none."""
    compared = comparison_of(query)
    return compared[1] if compared else None
