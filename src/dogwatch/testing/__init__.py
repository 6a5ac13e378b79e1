"""Tests of alerts: loads on a clock that the test controls, and what the catalog's monitors make of them.

Names are handed on lazily, so that pytest, which loads the plugin in here with every run, loads nothing of the rest.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .coverage import Coverage as Coverage
    from .coverage import Covered as Covered
    from .coverage import coverage_of as coverage_of
    from .coverage import share as share
    from .load.change import times as times
    from .load.feature_load import FeatureLoad as FeatureLoad
    from .load.flapping import flapping as flapping
    from .load.growing import growing as growing
    from .load.leak import leak as leak
    from .load.outage import outage as outage
    from .load.ramp import ramp as ramp
    from .load.rhythm import daily as daily
    from .load.rhythm import weekly as weekly
    from .load.shape import constant as constant
    from .load.spike import spike as spike
    from .load.spread import exactly as exactly
    from .load.spread import lognormal as lognormal
    from .load.spread import mixture as mixture
    from .load.spread import percentiles as percentiles
    from .load.trickle import trickle as trickle
    from .notification import Notification as Notification
    from .run import Run as Run
    from .run import Unmet as Unmet
    from .self_test.play import Played as Played
    from .self_test.play import self_tested as self_tested
    from .series.fetched import fetched as fetched
    from .series.table import from_csv as from_csv
    from .series.table import to_csv as to_csv
    from .session import Session as Session
    from .session import run_tests as run_tests
    from .simulating import simulate as simulate
    from .simulation import Simulation as Simulation
    from .watched import Exercised as Exercised
    from .watched import Watching as Watching

_HOMES = {
    "Coverage": ".coverage",
    "Covered": ".coverage",
    "Exercised": ".watched",
    "FeatureLoad": ".load.feature_load",
    "Notification": ".notification",
    "Played": ".self_test.play",
    "Run": ".run",
    "Session": ".session",
    "Simulation": ".simulation",
    "Unmet": ".run",
    "Watching": ".watched",
    "constant": ".load.shape",
    "coverage_of": ".coverage",
    "daily": ".load.rhythm",
    "exactly": ".load.spread",
    "fetched": ".series.fetched",
    "flapping": ".load.flapping",
    "growing": ".load.growing",
    "leak": ".load.leak",
    "from_csv": ".series.table",
    "lognormal": ".load.spread",
    "mixture": ".load.spread",
    "outage": ".load.outage",
    "percentiles": ".load.spread",
    "ramp": ".load.ramp",
    "run_tests": ".session",
    "self_tested": ".self_test.play",
    "share": ".coverage",
    "simulate": ".simulating",
    "spike": ".load.spike",
    "times": ".load.change",
    "to_csv": ".series.table",
    "trickle": ".load.trickle",
    "weekly": ".load.rhythm",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dogwatch.testing' has no attribute {name!r}")
    return getattr(importlib.import_module(home, __name__), name)


def __dir__() -> list[str]:
    return __all__
