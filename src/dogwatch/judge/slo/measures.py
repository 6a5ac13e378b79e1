"""What dashboards show of SLOs, over time and of a window at once (docs: dashboards/guide/slo_data_source)."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

import numpy as np

from dogwatch.measure import Result, Values

from . import budget
from .account import Account
from .tally import Floats, Tally

Measure: TypeAlias = Literal[
    "good_events",
    "bad_events",
    "good_minutes",
    "bad_minutes",
    "slo_status",
    "error_budget_remaining",
    "burn_rate",
    "error_budget_burndown",
]
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
# Those that SLOs of one type alone have.
OF_TYPES: Final[dict[str, str]] = {
    "good_events": "metric",
    "bad_events": "metric",
    "good_minutes": "time_slice",
    "bad_minutes": "time_slice",
}
_ONLY_OVER_TIME: Final = "error_budget_burndown"


def over_time(
    account: Account, measure: Measure, target: float, begin: int, end: int, interval: int, *, by_group: bool
) -> Result:
    """The measure in each bucket of `interval` seconds; buckets begin at multiples of it since 1970.

    A burndown goes on from one bucket to the next, of the budget that all events of the window leave.
    """
    times = np.arange(begin - begin % interval, end, interval, dtype=np.int64)
    found = _tally(account, begin, end, by_group=by_group)
    good, total = found.between(np.maximum(times, begin), times + interval)
    return Result(found.keys, found.groups, times, interval, _measured(measure, good, total, target))


def at_once(account: Account, measure: Measure, target: float, begin: int, end: int, *, by_group: bool) -> Values:
    """The measure of the window, of the groups that have it. A burndown is none of a window."""
    if measure == _ONLY_OVER_TIME:
        raise ValueError("a burndown is of a time series only")
    found = _tally(account, begin, end, by_group=by_group)
    values = _measured(measure, *found.between(begin, end), target)[:, 0]
    there = np.flatnonzero(~np.isnan(values)).tolist()
    return Values(found.keys, tuple(found.groups[row] for row in there), values[there])


def _tally(account: Account, begin: int, end: int, *, by_group: bool) -> Tally:
    measured = account.measured(begin, end)
    return measured.groups if by_group else measured.overall


def _measured(measure: Measure, good: Floats, total: Floats, target: float) -> Floats:
    match measure:
        case "good_events":
            return good
        case "bad_events":
            return total - good
        case "good_minutes":
            return good / 60
        case "bad_minutes":
            return (total - good) / 60
        case "error_budget_burndown":
            return _burndown(good, total, target)
        case "error_budget_remaining":
            return budget.remaining(budget.sli(good, total), target)
        case "burn_rate":
            return budget.burn_rate(budget.sli(good, total), target)
    return budget.sli(good, total)


def _burndown(good: Floats, total: Floats, target: float) -> Floats:
    """What is left of the budget of the whole window after each bucket."""
    allowed = total.sum(axis=1, keepdims=True) * (1 - target / 100)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = 100 - 100 * np.cumsum(total - good, axis=1) / allowed
    return np.where(allowed > 0, left, np.nan)
