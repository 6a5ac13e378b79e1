"""Series of values in memory, and Datadog's metric queries evaluated over them.

A `Store` holds the values. `Plan` evaluates an expression as series or as one value per group. A `Watch` is what a
monitor compares; a `Round` evaluates many of them at one moment, a `Sweep` at many. `RULES` says of each rule how true
to Datadog it is.
"""

from __future__ import annotations

from .grid import graph_interval
from .histogram import Histogram, histogram
from .metric import AS_IT_IS, NOT_APPLICABLE, Kind, Metric, Scale
from .plan import Plan, Result, Values
from .rules import RULE_TABLES, RULES, Degree, Rule
from .store import Retention, Store
from .sweep import Sweep, Swept, beside
from .watch import Round, Watch
from .windows import Windows

__all__ = [
    "AS_IT_IS",
    "NOT_APPLICABLE",
    "RULES",
    "RULE_TABLES",
    "Degree",
    "Histogram",
    "Kind",
    "Metric",
    "Plan",
    "Result",
    "Retention",
    "Round",
    "Rule",
    "Scale",
    "Store",
    "Sweep",
    "Swept",
    "Values",
    "Watch",
    "Windows",
    "beside",
    "graph_interval",
    "histogram",
]
