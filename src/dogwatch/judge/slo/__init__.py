"""Service level objectives: what was good of what there was, over windows that roll, and what is left of the budget."""

from __future__ import annotations

from .account import Account, Measured, Standing, standings
from .alerts import SloAlerts, burn
from .budget import decimals, exhausted_in
from .correction import corrections_of, corrects
from .measures import MEASURES, OF_TYPES, Measure, at_once, over_time
from .objective import Monitors, Objective, Slices, Threshold, read_objective
from .replay import replayed
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
    "burn",
    "corrections_of",
    "corrects",
    "decimals",
    "exhausted_in",
    "over_time",
    "read_objective",
    "replayed",
    "standings",
]
