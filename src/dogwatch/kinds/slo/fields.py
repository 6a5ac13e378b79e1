"""The fields of an SLO. Sources: Datadog's v1 API description (ServiceLevelObjective), recorded exchanges.

An SLO has no fields that people set only in the UI; `groups` and the two forms of a metric SLO's query count when
declared. The primary time frame has a computed default: Datadog picks the shortest threshold when none is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    texts,
    wrong_types,
)
from dogwatch.kinds.references import references_in
from dogwatch.kinds.resource import Problem

from .measured import count_problems, query_problems, slice_problems

TYPES = ("metric", "monitor", "time_slice")
TIMEFRAMES = ("7d", "30d", "90d")

REQUIRED = {"name": text, "type": one_of(*TYPES), "thresholds": listing}

TOP: Mapping[str, Field] = {"description": Field(text, default="")}

# Sent as declared. `query` is derived from `sli_specification` and the other way round, so neither has a default.
DECLARED: Mapping[str, Field] = {
    "groups": Field(texts),
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
# Of the target of an SLO on monitors (docs: SLO, monitor-based).
_DECIMALS_OF_MONITORS = {"7d": 2, "30d": 2, "90d": 3}
_MOST_DECIMALS = 3


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
    found += [*_name(body), *_tags(body), *_measured(body)]
    thresholds = body.get("thresholds")
    if isinstance(thresholds, list):
        found += _thresholds(body, thresholds)
    return [problem for problem in found if problem]


def _is(threshold: Any, timeframe: Any) -> bool:
    return isinstance(threshold, Mapping) and threshold.get("timeframe") == timeframe


def _name(body: Mapping[str, Any]) -> Iterator[Problem]:
    if isinstance(body.get("name"), str) and not body["name"].strip():
        yield Problem("name", "is empty", "write what people call it")


def _tags(body: Mapping[str, Any]) -> Iterator[Problem]:
    """Datadog refuses capital letters in them."""
    tags = body.get("tags") or ()
    if expected := texts(tags):
        yield Problem("tags", f"{tags!r}", f"write {expected}")
        return
    for tag in tags:
        if tag != tag.lower():
            yield Problem("tags", f"{tag!r} has capital letters", f"write {tag.lower()!r}")


def _measured(body: Mapping[str, Any]) -> Iterator[Problem]:
    """What the SLO is measured by, which depends on its type."""
    specification = body.get("sli_specification") or {}
    within = specification if isinstance(specification, Mapping) else {}
    match body.get("type"):
        case "monitor":
            yield from _monitors(body)
        case "metric" if within.get("count"):
            yield from count_problems(within["count"])
        case "metric":
            yield from query_problems(body.get("query"))
        case "time_slice":
            yield from slice_problems(within.get("time_slice"))


def _monitors(body: Mapping[str, Any]) -> Iterator[Problem]:
    ids = body.get("monitor_ids")
    if not ids:
        yield Problem("monitor_ids", "is missing", "name the monitors that an SLO of the type 'monitor' counts")
    elif not isinstance(ids, Sequence):
        return  # the type of the field is wrong, which is said already
    elif len(ids) > _MOST_MONITORS:
        yield Problem("monitor_ids", f"{len(ids)} monitors", f"name at most {_MOST_MONITORS}")
    elif wrong := next((id for id in ids if type(id) is not int and not references_in(id)), None):
        yield Problem("monitor_ids", f"{wrong!r} is no id", "write a number or ${monitor:…}")
    elif body.get("groups") and len(ids) > 1:
        yield Problem("groups", f"groups of {len(ids)} monitors", "name a single monitor, or leave groups out")


def _thresholds(body: Mapping[str, Any], thresholds: list[Any]) -> Iterator[Problem]:
    if not thresholds:
        yield Problem("thresholds", "is empty", 'write [{"timeframe": "30d", "target": 99.9}]')
        return
    wrong = [each for place, threshold in enumerate(thresholds) for each in _threshold(body, place, threshold)]
    yield from wrong or _together(body, [threshold["timeframe"] for threshold in thresholds])


def _together(body: Mapping[str, Any], frames: list[str]) -> Iterator[Problem]:
    """Each time frame has one target, and the primary one is among them."""
    for frame, targets in Counter(frames).items():
        if targets > 1:
            yield Problem("thresholds", f"{targets} targets over {frame}", "keep one of them")
    primary = body.get("timeframe")
    if primary in TIMEFRAMES and primary not in frames:
        yield Problem("timeframe", f"{primary!r} has no threshold", f"write one of {', '.join(frames)}")


def _threshold(body: Mapping[str, Any], place: int, threshold: Any) -> Iterator[Problem]:
    path = f"thresholds[{place}]"
    if expected := mapping(threshold):
        yield Problem(path, f"{threshold!r}", f"write {expected}")
        return
    found = [required(threshold, name, THRESHOLD[name].check) for name in ("timeframe", "target")]
    found += wrong_types("", {"warning": threshold.get("warning")}, THRESHOLD)
    wrong = [Problem(f"{path}.{problem.path}", problem.seen, problem.remedy) for problem in found if problem]
    yield from wrong or _reachable(path, threshold, _decimals(body, threshold))


def _decimals(body: Mapping[str, Any], threshold: Mapping[str, Any]) -> int:
    """How many decimals Datadog takes of a share."""
    return _DECIMALS_OF_MONITORS[threshold["timeframe"]] if body.get("type") == "monitor" else _MOST_DECIMALS


def _reachable(path: str, threshold: Mapping[str, Any], decimals: int) -> Iterator[Problem]:
    target, warning = threshold["target"], threshold.get("warning")
    if not 0 < target < 100:
        yield Problem(f"{path}.target", f"{target} leaves no error budget", "write a number above 0 and below 100")
    elif round(target, decimals) != target:
        yield Problem(f"{path}.target", *_too_fine(target, decimals))
    elif warning is not None and not target < warning < 100:
        yield Problem(f"{path}.warning", f"{warning} does not lie above the target", f"write more than {target}")
    elif warning is not None and round(warning, decimals) != warning:
        yield Problem(f"{path}.warning", *_too_fine(warning, decimals))


def _too_fine(share: float, decimals: int) -> tuple[str, str]:
    fewer = int(share * 10**decimals) / 10**decimals
    return f"{share} has more than {decimals} decimals", f"write {fewer}"
