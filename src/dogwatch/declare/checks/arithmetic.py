"""Arithmetic over counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import Arithmetic, Function, MetricAlert, Number, nodes

# Functions after which a divisor cannot be 0 or a handful.
_KEEPS_UP = frozenset({"clamp_min", "cutoff_min"})


def division_without_guard(watched: Watched) -> Seen:
    """A share of few calls jumps with each of them, and of none there is none: the monitor is silent then.

    What is part of a composite is guarded by the other parts.
    """
    if watched.tree is None or not watched.monitor.tells:
        return
    for divisor in _divisors(watched.tree):
        if not _is_kept_up(divisor):
            seen = f"it divides by {divisor}, which may be 0, or so few that one more of them is an alert"
            remedy = "join it with a monitor of how many there are, by a composite; or write clamp_min(…, 10) around it"
            yield "query", seen, remedy
            return


def _divisors(tree: MetricAlert) -> Iterator[Any]:
    return (node.right for node in nodes(tree) if isinstance(node, Arithmetic) and node.op == "/")


def _is_kept_up(divisor: Any) -> bool:
    match divisor:
        case Number():
            return divisor.value != 0
        case Function():
            return divisor.name in _KEEPS_UP
        case Arithmetic(op, left, right):
            return op == "+" and (_is_kept_up(left) or _is_kept_up(right))
        case _:
            return False
