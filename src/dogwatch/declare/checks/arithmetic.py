"""Arithmetic over counts."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import (
    AS_COUNT,
    AS_RATE,
    Arithmetic,
    Function,
    Node,
    Number,
    Over,
    metric_queries,
)

# Functions after which a divisor cannot be 0 or a handful.
_KEEPS_UP = frozenset({"clamp_min", "cutoff_min"})


def as_count_with_average(watched: Watched) -> Seen:
    """With as_count in arithmetic each operand is reduced first; only their sum is evaluated as documented.

    docs: monitors, guide, as_count in monitor evaluations.
    """
    over = watched.metric.over if watched.metric is not None else None
    if not isinstance(over, Over) or over.aggregator == "sum":
        return
    joined = any(isinstance(node, Arithmetic) for node in watched.operations)
    if joined and any(AS_COUNT in query.modifiers for query in watched.queries):
        seen = f"{over.aggregator} over arithmetic with as_count, of which Datadog evaluates the sum alone"
        yield "query", seen, "write the window with sum, as in .over('5m') of the builder or sum(last_5m):"


def division_without_guard(watched: Watched) -> Seen:
    """A share of few calls jumps with each of them, and of none there is none: the monitor is silent then.

    What is part of a composite is guarded by the other parts.
    """
    if not watched.monitor.tells:
        return
    for divisor in _divisors(watched):
        if _counts(divisor) and not _is_kept_up(divisor):
            seen = f"it divides by {divisor}, which may be 0, or so few that one more of them is an alert"
            remedy = "join it with a monitor of how many there are, by a composite; or write clamp_min(…, 10) around it"
            yield "query", seen, remedy
            return


def _divisors(watched: Watched) -> Iterator[Node]:
    return (node.right for node in watched.operations if isinstance(node, Arithmetic) and node.op == "/")


def _counts(divisor: Node) -> bool:
    """Whether it is a number of events, of which there may be few; what a gauge measures is there or is not."""
    counted = {AS_COUNT, AS_RATE}
    return any(query.aggregator == "count" or counted & {*query.modifiers} for query in metric_queries(divisor))


def _is_kept_up(divisor: Node) -> bool:
    match divisor:
        case Number():
            return divisor.value != 0
        case Function():
            return divisor.name in _KEEPS_UP
        case Arithmetic(op, left, right):
            return op == "+" and (_is_kept_up(left) or _is_kept_up(right))
        case _:
            return False
