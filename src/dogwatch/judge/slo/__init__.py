"""Service level objectives: what was good of what there was, over windows that roll, and what is left of the budget."""

from __future__ import annotations

from .account import Account, Measured, Standing, standings
from .alerts import SloAlerts
from .budget import decimals
from .correction import corrections_of, corrects
from .measures import MEASURES, OF_TYPES, Measure, at_once, over_time
from .objective import Monitors, Objective, Slices, Threshold, read_objective
from .tally import Tally
from .uptime_book import UptimeBook

__all__ = [
    "MEASURES",
    "OF_TYPES",
    "Account",
    "Measure",
    "Measured",
    "Monitors",
    "Objective",
    "Slices",
    "SloAlerts",
    "Standing",
    "Tally",
    "Threshold",
    "UptimeBook",
    "at_once",
    "corrections_of",
    "corrects",
    "decimals",
    "over_time",
    "read_objective",
    "standings",
]
