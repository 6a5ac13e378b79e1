"""The fields of an SLO. Sources: Datadog's v1 API description (ServiceLevelObjective), recorded exchanges.

An SLO has no fields that people set only in the UI; `groups` and the two forms of a metric SLO's query count when
declared. The primary time frame has a computed default: Datadog picks the shortest threshold when none is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.fields import (
    Field,
    listing,
    mapping,
    number,
    one_of,
    owned_by_datadog,
    required,
    text,
    wrong_types,
)
from dogwatch.kinds.resource import Problem

TYPES = ("metric", "monitor", "time_slice")
TIMEFRAMES = ("7d", "30d", "90d")

REQUIRED = {"name": text, "type": one_of(*TYPES), "thresholds": listing}

TOP: Mapping[str, Field] = {"description": Field(text, default="")}

# Sent as declared. `query` is derived from `sli_specification` and the other way round, so neither has a default.
DECLARED: Mapping[str, Field] = {
    "groups": Field(listing),
    "monitor_ids": Field(listing),
    "query": Field(mapping),
    "sli_specification": Field(mapping),
    "target_threshold": Field(number),
    "timeframe": Field(one_of(*TIMEFRAMES)),
    "warning_threshold": Field(number),
}

THRESHOLD: Mapping[str, Field] = {
    "target": Field(number),
    "timeframe": Field(one_of(*TIMEFRAMES)),
    "warning": Field(number),
}

SERVER_OWNED = frozenset(
    {
        "configured_alert_ids",
        "created_at",
        "creator",
        "id",
        "modified_at",
        "monitor_tags",
        "overall_status",
        "type_id",
    }
)

_MOST_MONITORS = 20


def primary(body: Mapping[str, Any]) -> dict[str, Any]:
    """The primary time frame with its target and warning: the declared one, else the shortest, as Datadog picks it."""
    wanted = body.get("timeframe")
    frames = [wanted] if wanted else TIMEFRAMES
    thresholds = [threshold for frame in frames for threshold in body.get("thresholds") or () if _is(threshold, frame)]
    chosen: Mapping[str, Any] = thresholds[0] if thresholds else {}
    return {
        "timeframe": wanted or chosen.get("timeframe"),
        "target_threshold": body.get("target_threshold") or chosen.get("target"),
        "warning_threshold": body.get("warning_threshold") or chosen.get("warning"),
    }


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared body that has the wrong type, is missing for its type, or cannot be promised."""
    found = [required(body, name, check) for name, check in REQUIRED.items()]
    found += wrong_types("", body, TOP) + wrong_types("", body, DECLARED)
    found += owned_by_datadog("", body, SERVER_OWNED)
    found.append(_measured(body))
    thresholds = body.get("thresholds")
    if isinstance(thresholds, list):
        found += _thresholds(thresholds)
    return [problem for problem in found if problem]


def _is(threshold: Any, timeframe: Any) -> bool:
    return isinstance(threshold, Mapping) and threshold.get("timeframe") == timeframe


def _measured(body: Mapping[str, Any]) -> Problem | None:
    """What the SLO is measured by, which depends on its type."""
    specification = body.get("sli_specification") or {}
    match body.get("type"):
        case "monitor" if not body.get("monitor_ids"):
            return Problem("monitor_ids", "is missing", "name the monitors that an SLO of the type 'monitor' counts")
        case "monitor" if isinstance(body["monitor_ids"], Sequence) and len(body["monitor_ids"]) > _MOST_MONITORS:
            return Problem("monitor_ids", f"{len(body['monitor_ids'])} monitors", f"name at most {_MOST_MONITORS}")
        case "metric" if not body.get("query") and not (
            isinstance(specification, Mapping) and specification.get("count")
        ):
            return Problem("query", "is missing", 'write {"numerator": ..., "denominator": ...}')
        case "time_slice" if not (isinstance(specification, Mapping) and specification.get("time_slice")):
            return Problem("sli_specification.time_slice", "is missing", "declare comparator, threshold and query")
    return None


def _thresholds(thresholds: list[Any]) -> list[Problem | None]:
    if not thresholds:
        return [Problem("thresholds", "is empty", 'write [{"timeframe": "30d", "target": 99.9}]')]
    return [problem for place, threshold in enumerate(thresholds) for problem in _threshold(place, threshold)]


def _threshold(place: int, threshold: Any) -> list[Problem | None]:
    path = f"thresholds[{place}]"
    if expected := mapping(threshold):
        return [Problem(path, f"{threshold!r}", f"write {expected}")]
    found = [required(threshold, name, THRESHOLD[name].check) for name in ("timeframe", "target")]
    found += wrong_types("", {"warning": threshold.get("warning")}, THRESHOLD)
    wrong = [Problem(f"{path}.{problem.path}", problem.seen, problem.remedy) for problem in found if problem]
    return list(wrong) if wrong else [_reachable(path, threshold)]


def _reachable(path: str, threshold: Mapping[str, Any]) -> Problem | None:
    target, warning = threshold["target"], threshold.get("warning")
    if not 0 < target < 100:
        return Problem(f"{path}.target", f"{target} leaves no error budget", "write a number above 0 and below 100")
    if round(target, 3) != target:
        return Problem(f"{path}.target", f"{target} has more than 3 decimals", f"write {int(target * 1000) / 1000}")
    if warning is not None and not target < warning < 100:
        return Problem(f"{path}.warning", f"{warning} does not lie above the target", f"write more than {target}")
    return None
