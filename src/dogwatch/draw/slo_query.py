"""What graphs show of an SLO: a measure of it, over time or of a window at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dogwatch.judge import MEASURES, OF_TYPES, Account, Measure, at_once, over_time
from dogwatch.measure import Result, Values, graph_interval

from .data import Body, Data
from .remark import NotDrawn


@dataclass(frozen=True)
class SloMeasure:
    """A measure of an SLO, evaluated as a plan is; of its groups where the query wants its components."""

    account: Account
    measure: Measure
    target: float
    by_group: bool = False

    def series(self, begin: int, end: int, interval: int | None = None) -> Result:
        seconds = interval or graph_interval(end - begin)
        return over_time(self.account, self.measure, self.target, begin, end, seconds, by_group=self.by_group)

    def scalar(self, begin: int, end: int, aggregators: object = None) -> Values:
        return at_once(self.account, self.measure, self.target, begin, end, by_group=self.by_group)


def slo_measure(query: Body, data: Data) -> SloMeasure | None:
    """The measure that a query of the source `slo` asks for; None for every other query.

    Raises NotDrawn for what is not measured.
    """
    if query.get("data_source") != "slo":
        return None
    id = str(query.get("slo_id"))
    slo, measure = known(id, data), query.get("measure") or "slo_status"
    if slo["type"] == "monitor" or measure not in MEASURES or OF_TYPES.get(measure, slo["type"]) != slo["type"]:
        raise NotDrawn(f"the measure {measure} of an SLO of type {slo['type']} is not drawn here")
    promised = target(slo)
    if promised is None or promised >= 100:
        raise NotDrawn("an SLO without a target below 100 % has no budget that could burn")
    return SloMeasure(account(id, data), measure, promised, query.get("group_mode") == "components")


def known(id: str, data: Data) -> Body:
    """The body of an SLO. Raises NotDrawn where it is not known."""
    found = data.slo(id)
    if found is None:
        raise NotDrawn(f"the SLO {id} is not known here")
    return found


def account(id: str, data: Data) -> Account:
    """What is measured of an SLO. Raises NotDrawn for one on monitors whose states are not kept."""
    slo = known(id, data)
    if slo.get("type") == "monitor" and not all(map(data.uptime.knows, slo.get("monitor_ids") or (None,))):
        name = slo.get("name") or id
        raise NotDrawn(f"{name} is not measured here: it is an SLO on monitors, whose states are not kept")
    return data.account(id, slo)


def target(slo: Body, timeframe: str | None = None) -> float | None:
    """The target in percent for a timeframe, else that of the primary window."""
    thresholds: list[Mapping[str, Any]] = [each for each in slo.get("thresholds") or () if isinstance(each, Mapping)]
    wanted = (timeframe, slo.get("timeframe"))
    for name in wanted:
        for each in thresholds:
            if each.get("timeframe") == name:
                return float(each["target"])
    return float(thresholds[0]["target"]) if thresholds else None
