"""The alert for hours with few calls, in which the burn rate of an error budget says nothing.

With a call every ten minutes, most short windows hold no event at all and have no ratio, so that a feature may fail
every one of its calls and no burn rate shows it. This alert counts instead: N events went wrong within an hour, and
hardly one went right, that is at most one in ten.

N is what the fastest burn rate allows in an hour at the least traffic that is expected, which is
`factor * (1 - target) * calls`, and at least 5; with fewer than 5 calls expected in an hour, it is all of them.
"""

from __future__ import annotations

import math

from dogwatch.declare.absence import ZERO
from dogwatch.declare.declaration import beside
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.policies.burn_rate import pairs
from dogwatch.declare.sli import Events
from dogwatch.declare.slo import Slo
from dogwatch.query import Expr, MetricAlert, TimeFrame
from dogwatch.values import Percent, Rate

ENOUGH = 5
_HOUR = 3600


def least_failures(target: Percent, over: TimeFrame, traffic: Rate | None) -> int:
    """N, from the target and the least traffic that is expected; 5 where nobody said what to expect."""
    if traffic is None:
        return ENOUGH
    calls = round(traffic.per_second * _HOUR, 6)
    fastest = pairs(target, over)[:1]
    allowed = fastest[0].factor * (1 - target.fraction) * calls if fastest else 0.0
    return max(1, math.ceil(round(max(allowed, min(ENOUGH, calls)), 6)))


def low_traffic(slo: Slo, sli: Events, traffic: Rate | None) -> Monitor:
    """A monitor of the events themselves: no ratio, so that it works with few of them."""
    least = least_failures(slo.target, slo.time_frame, traffic)
    return Monitor(
        f"{slo.name}-low-traffic",
        title=f"{slo.name}: hardly anything goes right",
        what=f"Within an hour {least} or more went wrong and hardly one went right. What is promised: {slo.what}",
        query=hardly_any_good(sli, least),
        options=ZERO,
        absence="no events count as none that went wrong: an hour without any ends the alert",
        pages=False,
        milder=1,
        **beside(slo),
    )


def hardly_any_good(sli: Events, least: int) -> MetricAlert | str:
    """`total - 10 * good`, which is the bad ones less nine times the good ones, reaches N.

    Being linear, it comes out the same whether Datadog sums over the window first or calculates first.
    """
    if isinstance(sli.good, Expr) and isinstance(sli.total, Expr):
        return (sli.total - 10 * sli.good).over("1h") >= least
    return f"sum(last_1h):({sli.total}) - 10 * ({sli.good}) >= {least}"
