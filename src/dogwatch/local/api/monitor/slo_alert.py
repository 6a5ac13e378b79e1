"""Alerts on SLOs: the form of their queries, and what the SLO they name must have."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from dogwatch.local.api import errors
from dogwatch.local.api.references import SLO
from dogwatch.local.api.world import World

_NUMBER = r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
_BUDGET = re.compile(rf"""error_budget\(["'](?P<slo>[^"']*)["']\)\.over\(["'](?P<over>\w*)["']\)\s*>=?\s*{_NUMBER}""")
_BURN = re.compile(
    r"""burn_rate\(["'](?P<slo>[^"']*)["']\)\.over\(["'](?P<over>\w*)["']\)"""
    r"""\.long_window\(["'](?P<long>\w*)["']\)\.short_window\(["'](?P<short>\w*)["']\)"""
    rf"""\s*>=?\s*{_NUMBER}"""
)
_WINDOW = re.compile(r"([1-9]\d{0,5})([mhd])")
_MINUTES = {"m": 1, "h": 60, "d": 1440}
SHORTEST_LONG, LONGEST_LONG = 60, 2880
"""Minutes between which a long window lies."""


class Alert(NamedTuple):
    """What an alert asks of its SLO; windows in minutes, None for an alert on the budget."""

    slo: str
    over: str
    number: float
    windows: tuple[int, int] | None


def parsed(query: str) -> Alert:
    """The parts of the query; refuses (400) another form and windows out of range."""
    found = _BUDGET.fullmatch(query) or _BURN.fullmatch(query)
    if not found:
        raise errors.invalid("query")
    windows = None
    if found.re is _BURN:
        windows = _minutes(found["long"]), _minutes(found["short"])
        _check_windows(*windows)
    return Alert(found["slo"], found["over"], float(found["number"]), windows)


def _minutes(text: str) -> int:
    found = _WINDOW.fullmatch(text)
    if not found:
        raise errors.invalid("query", f"'{text}' is no window")
    return int(found[1]) * _MINUTES[found[2]]


def _check_windows(long: int, short: int) -> None:
    if not SHORTEST_LONG <= long <= LONGEST_LONG:
        raise errors.invalid("query", "the long window must be between 1 and 48 hours")
    if short >= long:
        raise errors.invalid("query", "the short window must be shorter than the long one")


def check(world: World, alert: Alert) -> None:
    """Refuses (400) an alert on an SLO that is not there, over a window it lacks, or that can never fire."""
    document = world.store.get(SLO, alert.slo)
    if document is None:
        raise errors.invalid("query", f"SLO {alert.slo} not found")
    targets = {each["timeframe"]: each["target"] for each in json.loads(document.body)["thresholds"]}
    if alert.over not in targets:
        raise errors.invalid("query", f"SLO {alert.slo} has no target over {alert.over}")
    if alert.windows:
        _check_reachable(alert.number, targets[alert.over])


def _check_reachable(burn_rate: float, target: float) -> None:
    # With nothing but errors the budget burns 1 / (1 - target) times as fast as it may.
    most = round(100 / (100 - target), 6)
    if not 0 < burn_rate <= most:
        raise errors.burn_rate(burn_rate, most)
