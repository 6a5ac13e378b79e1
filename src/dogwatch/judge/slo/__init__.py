"""Service level objectives: what was good of what there was, over windows that roll, and what is left of the budget."""

from __future__ import annotations

from .account import Account, Measured, Standing, standings
from .alerts import SloAlerts
from .budget import decimals
from .correction import corrections_of, corrects
from .objective import Objective, Threshold, read_objective
from .tally import Tally
from .uptime_book import UptimeBook

__all__ = [
    "Account",
    "Measured",
    "Objective",
    "SloAlerts",
    "Standing",
    "Tally",
    "Threshold",
    "UptimeBook",
    "corrections_of",
    "corrects",
    "decimals",
    "read_objective",
    "standings",
]
