"""Queries of the data source `slo`: what is measured of an SLO that is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.judge import MEASURES, OF_TYPES, Account, Measure, at_once, over_time
from dogwatch.local.api import errors
from dogwatch.local.api.slo.account import account
from dogwatch.local.api.slo.endpoints import document
from dogwatch.local.api.world import World
from dogwatch.measure import Result, Values, graph_interval

SOURCE: Final = "slo"
_ALL: Final = "*"
_MODES: Final = ("overall", "components")


@dataclass(frozen=True)
class SloQuery:
    """A measure of an SLO, of all of it or of its groups; the target is that of its primary window."""

    account: Account
    measure: Measure
    target: float
    by_group: bool

    def series(self, begin: int, end: int, interval: int | None) -> Result:
        """The measure over time, by default at the intervals of a graph."""
        seconds = max(60, interval or graph_interval(end - begin))
        return over_time(self.account, self.measure, self.target, begin, end, seconds, by_group=self.by_group)

    def scalar(self, begin: int, end: int) -> Values:
        """The measure of the window as one; a burndown is refused (400)."""
        if self.measure == "error_budget_burndown":
            raise errors.invalid("measure", "error_budget_burndown is not available in scalars")
        return at_once(self.account, self.measure, self.target, begin, end, by_group=self.by_group)


def read(world: World, query: dict[str, Any]) -> SloQuery:
    """The query of a request; refuses (400, 404, 501) what is none, or is not emulated."""
    slo = json.loads(document(world, str(query.get("slo_id"))).body)
    measure, mode = query.get("measure"), query.get("group_mode", _MODES[0])
    if slo["type"] == "monitor":
        raise errors.invalid("slo_id", "SLOs of monitors have no measures")
    if measure not in MEASURES:
        known = ", ".join(MEASURES)
        raise errors.invalid("measure", f"{measure} is not emulated; write one of {known}")
    if OF_TYPES.get(measure, slo["type"]) != slo["type"]:
        raise errors.invalid("measure", f"an SLO of type {slo['type']} has no {measure}")
    if mode not in _MODES:
        raise errors.invalid("group_mode")
    if query.get("additional_query_filters", _ALL) not in ("", _ALL):
        raise errors.not_emulated("additional_query_filters of SLOs")
    return SloQuery(account(world, slo), measure, slo["target_threshold"], mode == "components")
