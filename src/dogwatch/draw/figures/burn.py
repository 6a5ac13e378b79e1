"""What an alert on an SLO compares, over time: how fast the budget burns in both windows, or how much of it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from dogwatch.draw.asked import Asked, Reading
from dogwatch.draw.data import Data
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.slo_query import account
from dogwatch.draw.units import NONE, Unit
from dogwatch.draw.view import View
from dogwatch.judge import Account, burn
from dogwatch.measure import Result, Values, graph_interval
from dogwatch.query import BurnRate, SloAlert

PERCENT: Final = Unit("percent")
_MINUTE: Final = 60


@dataclass(frozen=True)
class Burning:
    """What an alert compares at whole minutes, evaluated as a plan is: the rate of a window, or the `value` of both."""

    account: Account
    query: SloAlert
    window: Literal["long", "short", "value"]
    now: int

    def series(self, begin: int, end: int, interval: int | None = None) -> Result:
        step = max(_MINUTE, interval or graph_interval(end - begin))
        instants = np.arange(-(-begin // step) * step, min(end, self.now) + 1, step, dtype=np.int64)
        if not len(instants):
            raise NotDrawn("what is to come is not drawn")
        compared = getattr(burn(self.account, self.query, instants), self.window)
        return Result((), ((),), instants, step, compared[None])

    def scalar(self, begin: int, end: int, aggregators: object = None) -> Values:
        last = self.series(end - _MINUTE, end).values[:, -1]
        return Values((), ((),), last)


def burning(query: SloAlert, data: Data, view: View) -> Reading:
    """The lines of an alert on an SLO: one of each window, or that of the budget.

    Raises NotDrawn for an SLO that is not known or not measured, or has no target over the time that is asked for.
    """
    measured = query.measured
    of_slo = account(measured.slo, data)
    if measured.over not in of_slo.objective.thresholds:
        raise NotDrawn(f"the SLO {measured.slo} has no target over {measured.over}")
    if isinstance(measured, BurnRate):
        long, short = Burning(of_slo, query, "long", view.now), Burning(of_slo, query, "short", view.now)
        lines = [
            _line(f"burn rate over {measured.long_window}", long, "normal"),
            _line(f"burn rate over {measured.short_window}", short, "thin"),
        ]
    else:
        lines = [
            _line(f"budget of {measured.over} used up", Burning(of_slo, query, "value", view.now), "normal", PERCENT)
        ]
    return Reading(tuple(lines), ())


def _line(name: str, plan: Burning, width: str, unit: Unit = NONE) -> Asked:
    return Asked(name, name, plan, "last", unit, {"style": {"line_width": width}}, {})
