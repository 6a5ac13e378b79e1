"""`GET /api/v1/slo/{id}/history`: what was measured over a span of time, in the recorded envelope."""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

import numpy as np

from dogwatch.judge import Measured, Standing, Tally, Threshold, decimals, standings
from dogwatch.local.api import errors, references
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, ok, whole
from dogwatch.local.api.query.asked import answerable
from dogwatch.local.api.world import World

from . import series
from .account import account
from .corrections import applying_to
from .endpoints import document

MOST_VALUES = 1500
# Recorded of an SLO without data.
_ZERO = {"error_message": "The denominator is zero valued", "error_type": "ZERO_VALUED_DENOMINATOR"}
_UNMEASURED_PRECISION = 2

Body = dict[str, Any]


class Span(NamedTuple):
    """The seconds since 1970 that are asked about, and the target that is asked for besides those of the SLO."""

    start: int
    end: int
    target: float | None
    apply_corrections: bool


def history(world: World, request: Request, id: str) -> Answer:
    """The SLI over the span, with the sums of events or the times of outages that it is made of.

    Refuses (501) SLOs of monitors that are not judged here.
    """
    slo = json.loads(document(world, id).body)
    span = _span(request)
    settle(world)
    with answerable():
        measured = account(world, slo, apply_corrections=span.apply_corrections).measured(span.start, span.end)
        body = _envelope(world, slo, span, measured)
    return ok({"data": body, "errors": None})


def _span(request: Request) -> Span:
    start, end = _second(request, "from_ts"), _second(request, "to_ts")
    if start >= end or (end - start) // series.INTERVAL >= MOST_VALUES:
        raise errors.slo("from_ts and to_ts are no span of time")
    return Span(start, end, _target(request), request.query.get("apply_correction", "true") != "false")


def _second(request: Request, name: str) -> int:
    text = request.query.get(name)
    if text is None:
        raise errors.slo_required(name)
    second = whole(text)
    if second is None:
        raise errors.slo(f"{name} must be a number")
    return second


def _target(request: Request) -> float | None:
    text = request.query.get("target")
    if text is None:
        return None
    try:
        target = float(text)
    except ValueError:
        target = math.nan
    if not 0 < target < 100:
        raise errors.slo("target must be a positive number between (0.0, 100.0)")
    return target


def _envelope(world: World, slo: Body, span: Span, measured: Measured) -> Body:
    thresholds = {each["timeframe"]: each for each in slo["thresholds"]}
    if span.target is not None:
        thresholds["custom"] = {"timeframe": "custom", "target": span.target}
    body: Body = {
        "thresholds": thresholds,
        "from_ts": span.start,
        "to_ts": span.end,
        "type": slo["type"],
        "type_id": slo["type_id"],
        "slo": slo,
    }
    if slo["type"] == "metric":
        raw = account(world, slo, apply_corrections=False).measured(span.start, span.end)
        body["group_by"] = list(measured.groups.keys)
        body["series"] = series.of(slo["query"], raw.overall, span.start, span.end)
    else:
        body |= _parts(world, slo, span, measured.groups)
    body["overall"] = _overall(slo, span, measured.overall)
    body["overall"]["corrections"] = [
        {"type": "correction", "id": id, "attributes": each}
        for id, each in (applying_to(world, slo) if span.apply_corrections else {}).items()
    ]
    return body


def _parts(world: World, slo: Body, span: Span, groups: Tally) -> Body:
    """What an SLO of time consists of: monitors, or groups; nothing where it is one of a kind."""
    ids = slo.get("monitor_ids", ())
    parts = [_overall(slo, span, groups.only(row)) for row in range(len(groups.groups))]
    if len(ids) > 1:
        return {"monitors": [{**_monitor(world, id), **part} for id, part in zip(ids, parts, strict=True)]}
    names = [_name(slo, groups.keys, group) for group in groups.groups]
    if names in ([""], [str(id) for id in ids]):
        return {}
    return {"groups": [{"group": name, "name": name, **part} for name, part in zip(names, parts, strict=True)]}


def _name(slo: Body, keys: tuple[str, ...], group: tuple[str, ...]) -> str:
    """How a group is called; the parts of an SLO of monitors have their names already."""
    return group[0] if slo["type"] == "monitor" else ",".join(map(":".join, zip(keys, group, strict=True)))


def _monitor(world: World, id: int) -> Body:
    found = world.store.get(references.MONITOR, id)
    body = json.loads(found.body) if found else {"name": str(id), "type": None}
    return {"name": body["name"], "monitor_type": body["type"]}


def _overall(slo: Body, span: Span, found: Tally) -> Body:
    threshold = Threshold(slo["timeframe"], slo["target_threshold"], slo.get("warning_threshold"))
    (standing,) = standings(found, threshold, span.start, span.end)
    body = _of_nothing(slo) if math.isnan(standing.sli) else _of_something(slo, span, found, standing)
    body |= {"corrections": [], "state": standing.state}
    return body if slo["type"] == "metric" else {**body, "history": _turns(found, span)}


def _of_nothing(slo: Body) -> Body:
    return {
        "errors": [_ZERO],
        "sli_value": None,
        "span_precision": _UNMEASURED_PRECISION,
        "precision": {each["timeframe"]: 0 for each in slo["thresholds"]},
        "uptime": None,
    }


def _of_something(slo: Body, span: Span, found: Tally, standing: Standing) -> Body:
    precision = {each["timeframe"]: decimals(slo["type"], each["timeframe"]) for each in slo["thresholds"]}
    body: Body = {
        "errors": [],
        "sli_value": standing.sli,
        "span_precision": max(precision.values()),
        "precision": precision,
        "uptime": standing.sli,
    }
    if span.target is not None:
        (custom,) = standings(found, Threshold("custom", span.target), span.start, span.end)
        body["error_budget_remaining"] = {"custom": custom.remaining}
    return body


def _turns(found: Tally, span: Span) -> list[list[int]]:
    """When it went down (1) and up again (0), from the state at the beginning on."""
    good, total = found.cells
    down = (total - good)[0] > 0
    turns = np.flatnonzero(np.diff(down, prepend=False))
    before = [turn for turn in turns.tolist() if found.edges[turn] <= span.start]
    within = [turn for turn in turns.tolist() if span.start < found.edges[turn] < span.end]
    first = int(down[before[-1]]) if before else 0
    return [[span.start, first], *([int(found.edges[turn]), int(down[turn])] for turn in within)]
