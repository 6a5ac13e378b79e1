"""The arithmetic of SLOs: SLI, error budget, burn rate; percentages, and NaN where nothing was counted.

docs: service_management/service_level_objectives, and its pages burn_rate and error_budget.
"""

from __future__ import annotations

import math
from typing import Literal, TypeAlias, TypeVar

import numpy as np

from .tally import Floats

Number = TypeVar("Number", float, Floats)

State: TypeAlias = Literal["ok", "warning", "breached", "no_data"]
Colour: TypeAlias = Literal["green", "yellow", "red", "grey"]

COLOURS: dict[State, Colour] = {"ok": "green", "warning": "yellow", "breached": "red", "no_data": "grey"}


def sli(good: Floats, total: Floats) -> Floats:
    """The percentage that was good."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, 100 * good / total, np.nan)


def remaining(sli: Number, target: float) -> Number:
    """The percentage of the error budget that is left; negative once more than all of it is used up."""
    return 100 * (sli - target) / (100 - target)


def left(good: float, total: float, target: float) -> float:
    """How many more may be bad of as many as there were."""
    return total * (1 - target / 100) - (total - good)


def consumed(sli: Number, target: float) -> Number:
    """The percentage of the error budget that is used up, which alerts on it compare."""
    return 100 - remaining(sli, target)


def burn_rate(sli: Number, target: float) -> Number:
    """How many times as fast as it would last its window the budget is used up, at the SLI of another window."""
    return (100 - sli) / (100 - target)


def greatest_burn_rate(target: float) -> float:
    """The burn rate when everything fails: no alert can ask for more."""
    return 100 / (100 - target)


def exhausted_in(burn_rate: float, window: float) -> float:
    """After how long a full budget is used up, in the unit of the SLO's window."""
    return window / burn_rate if burn_rate > 0 else math.inf


def used_by(burn_rate: float, alert_window: float, window: float) -> float:
    """The percentage of the budget that is used up when an alert's window burnt at this rate."""
    return 100 * burn_rate * alert_window / window


def state(sli: float, target: float, warning: float | None) -> State:
    """What an SLO's page shows; without a warning there is nothing between good and breached."""
    if math.isnan(sli):
        return "no_data"
    if sli < target:
        return "breached"
    return "ok" if warning is None or sli >= warning else "warning"


def decimals(type: str, timeframe: str) -> int:
    """How many decimals the SLI of an SLO type is shown with."""
    return 2 if type == "monitor" and timeframe in ("7d", "30d") else 3


def shown(percentage: float, decimals: int) -> float:
    """The percentage as pages show it: what goes beyond its decimals is cut off, so that 99.9996 never reads as 100.

    A last digit that is there but for the rounding of binary fractions stays.
    """
    scale: int = 10**decimals
    return math.floor(round(percentage * scale, 6)) / scale
