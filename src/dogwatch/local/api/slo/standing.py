"""How SLOs stand now, as a search of them shows it: over each of their windows, and over the primary one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dogwatch.errors import NotEvaluated, QuerySyntaxError
from dogwatch.judge import Account, Standing, Threshold, decimals
from dogwatch.local.api.errors import Refused
from dogwatch.local.api.world import World

from .account import account

Body = dict[str, Any]

# Of an SLO that cannot be measured.
_NOTHING: Final[Body] = {
    "status": None,
    "error_budget_remaining": None,
    "raw_error_budget_remaining": None,
    "state": "no_data",
}


def standing(world: World, slo: Mapping[str, Any]) -> Body:
    """The fields `overall_status`, one for each window, and `status`, that of the primary window.

    Null are the numbers of an SLO without data, and of one that cannot be measured here, which says why.
    """
    found = {each["timeframe"]: each for each in _each(world, slo)}
    primary = found[slo["timeframe"]]
    status = {name: value for name, value in primary.items() if name not in ("target", "timeframe", "status", "error")}
    return {
        "overall_status": list(found.values()),
        "status": {**status, "sli": primary["status"], "calculation_error": primary["error"]},
    }


def _each(world: World, slo: Mapping[str, Any]) -> Iterator[Body]:
    now = int(world.now().timestamp())
    try:
        found = account(world, slo)
        for timeframe, threshold in found.objective.thresholds.items():
            yield {**_known(slo, timeframe, now), **_numbers(slo, found, threshold, now), "error": None}
    except (NotEvaluated, QuerySyntaxError, Refused) as error:
        why = "; ".join(map(str, error.texts)) if isinstance(error, Refused) else str(error)
        for each in slo["thresholds"]:
            yield {**_known(slo, each["timeframe"], now), **_NOTHING, "target": each["target"], "error": why}


def _known(slo: Mapping[str, Any], timeframe: str, now: int) -> Body:
    return {"timeframe": timeframe, "indexed_at": now, "span_precision": decimals(slo["type"], timeframe)}


def _numbers(slo: Mapping[str, Any], found: Account, threshold: Threshold, now: int) -> Body:
    stands: Standing = found.standing(threshold.timeframe, now)
    is_empty = math.isnan(stands.sli)
    unit = "requests" if slo["type"] == "metric" else "seconds"
    return {
        "target": threshold.target,
        "status": None if is_empty else stands.sli,
        "error_budget_remaining": None if is_empty else stands.remaining,
        "raw_error_budget_remaining": None if is_empty else {"value": stands.left(threshold), "unit": unit},
        "state": stands.state,
    }
