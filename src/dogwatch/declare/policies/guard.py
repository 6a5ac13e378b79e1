"""The guard of small numbers: a percentile of four calls, or one failure of ten, tells nobody.

Datadog has no condition on a second query in a monitor of metrics, and arithmetic cannot stand in for one. Counts are
summed over the window before they are calculated with, so that `+ - * /` make no step from nothing to the share itself,
and whether a function such as `cutoff_min` then sees the sum or each of its points is written nowhere (docs: monitors,
as_count() in monitor evaluations). A percentile over a window takes no arithmetic at all. So a guard is a composite,
which is what Datadog recommends for both (docs: monitors, composite use cases): every part of it is evaluated as it is
documented, also group by group, and `{{a.value}}` in its message is still the response time or the share.

The second part alerts on *few* calls and the composite asks for its opposite, so that it is the quiet features whose
parts are red and not all the others. Both parts look at the same window with the same delay.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from dogwatch.declare.absence import ZERO
from dogwatch.declare.declaration import beside
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.recording import forget
from dogwatch.declare.silence import Silence
from dogwatch.message import renamed
from dogwatch.place import NOWHERE
from dogwatch.query import Expr
from dogwatch.values import Duration, Percent

# Who asks for alerts on any number of calls, by least=0, has answered the question.
EVERY_CALL_COUNTS = Silence("division-without-guard", until=date.max, why="least=0 says so", place=NOWHERE)

# Below this a percentile or a share jumps with every single call.
_ENOUGH = 20


def enough_for_percentile(percent: float) -> int:
    """Of how many calls a percentile is not simply the slowest: 100 for p99, and never fewer than 20."""
    return max(_ENOUGH, math.ceil(round(100 / (100 - percent), 6)))


def enough_for_share(limit: Percent) -> int:
    """Of how many calls a single failure is within the limit: 100 for 1%, and never fewer than 20."""
    return max(_ENOUGH, math.ceil(round(1 / limit.fraction, 6)))


def guarded(monitor: Monitor, calls: Expr, least: int, over: Duration | str) -> Iterator[Monitor]:
    """The monitor, silent in windows with fewer than `least` calls; with a `least` of 0 or 1 it is left as it is.

    `calls` counts the calls that the monitor looks at, by the same groups. It becomes a composite of the monitor, of
    one that alerts on few calls, and of the opposite of that.
    """
    return silent_while(few_calls(monitor, calls, least, over), monitor)


def few_calls(monitor: Monitor, calls: Expr, least: int, over: Duration | str) -> list[Monitor]:
    """The part that alerts on fewer than `least` calls, if so few can be meant."""
    if least <= 1:
        return []
    few = Monitor(
        f"{monitor.name}-few-calls",
        title=f"fewer than {least} calls in {over}, too few for {monitor.name}",
        what=f"{{{{value}}}} calls in {over} say too little: {monitor.name} stays silent. This is a part of it.",
        query=calls.over(over) < least,
        # Enough calls are enough at once, whatever share of a limit ends the alerts of the tier.
        options={**monitor.options, **ZERO, "thresholds": {"critical_recovery": None}},
        absence="no calls are few calls",
        tells=False,
        pages=False,
        formerly=_former(monitor, "few-calls"),
        **beside(monitor),
    )
    return [few]


def silent_while(others: Sequence[Monitor], monitor: Monitor) -> Iterator[Monitor]:
    """The monitor, silent while one of the others alerts: a composite of what it measures and them, and these parts.

    Without others it is left as it is. The parts tell nobody.
    """
    if not others:
        yield monitor
        return
    forget(monitor)
    measured = _measured(monitor)
    yield measured
    yield from others
    unless = " && ".join(f"!{other.reference}" for other in others)
    yield attrs.evolve(
        monitor,
        type="composite",
        query=f"{measured.reference} && {unless}",
        what=renamed(monitor.what, "value", "a.value"),
        warn=None,
        options={},
    )


def _measured(monitor: Monitor) -> Monitor:
    """What it measures, which is true of few calls as well."""
    return attrs.evolve(
        monitor,
        name=f"{monitor.name}-measured",
        formerly=_former(monitor, "measured"),
        title=f"{monitor.title} (part of {monitor.name})",
        what=f"{monitor.what} It is for {monitor.name} to tell. This is a part of it.",
        tells=False,
        pages=False,
    )


def _former(monitor: Monitor, part: str) -> str | None:
    """The old path of a part, where the whole was renamed."""
    return f"{monitor.formerly}-{part}" if monitor.formerly else None
