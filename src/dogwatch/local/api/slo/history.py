"""`GET /api/v1/slo/{id}/history`: what was measured over a span of time, in the recorded envelope."""

from __future__ import annotations

import json
import math
from typing import Any, NamedTuple

import numpy as np

from dogwatch.judge import Measured, Standing, Tally, Threshold, decimals, standings
from dogwatch.local.api import errors, references
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, ok
from dogwatch.local.api.query.asked import answerable
from dogwatch.local.api.world import World

from . import series
from .account import account
from .corrections import applying_to
from .endpoints import document
from .span import span

# Recorded of an SLO without data.
_ZERO = {"error_message": "The denominator is zero valued", "error_type": "ZERO_VALUED_DENOMINATOR"}
_UNMEASURED_PRECISION = 2

Body = dict[str, Any]


class Asked(NamedTuple):
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
    asked = _asked(request)
    settle(world)
    with answerable():
        measured = account(world, slo, apply_corrections=asked.apply_corrections).measured(asked.start, asked.end)
        body = _envelope(world, slo, asked, measured)
    return ok({"data": body, "errors": None})


def _asked(request: Request) -> Asked:
    return Asked(*span(request), _target(request), request.query.get("apply_correction", "true") != "false")


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


def _envelope(world: World, slo: Body, asked: Asked, measured: Measured) -> Body:
    thresholds = {each["timeframe"]: each for each in slo["thresholds"]}
    if asked.target is not None:
        thresholds["custom"] = {"timeframe": "custom", "target": asked.target}
    body: Body = {
        "thresholds": thresholds,
        "from_ts": asked.start,
        "to_ts": asked.end,
        "type": slo["type"],
        "type_id": slo["type_id"],
        "slo": slo,
    }
    if slo["type"] == "metric":
        raw = account(world, slo, apply_corrections=False).measured(asked.start, asked.end)
        body["group_by"] = list(measured.groups.keys)
        body["series"] = series.of(slo["query"], raw.overall, asked.start, asked.end)
    else:
        body |= _parts(world, slo, asked, measured.groups)
    body["overall"] = _overall(slo, asked, measured.overall)
    body["overall"]["corrections"] = [
        {"type": "correction", "id": id, "attributes": each}
        for id, each in (applying_to(world, slo) if asked.apply_corrections else {}).items()
    ]
    return body


def _parts(world: World, slo: Body, asked: Asked, groups: Tally) -> Body:
    """What an SLO of time consists of: monitors, or groups; nothing where it is one of a kind."""
    ids = slo.get("monitor_ids", ())
    parts = [_overall(slo, asked, groups.only(row)) for row in range(len(groups.groups))]
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


def _overall(slo: Body, asked: Asked, found: Tally) -> Body:
    threshold = Threshold(slo["timeframe"], slo["target_threshold"], slo.get("warning_threshold"))
    (standing,) = standings(found, threshold, asked.start, asked.end)
    body = _of_nothing(slo) if math.isnan(standing.sli) else _of_something(slo, asked, found, standing)
    body |= {"corrections": [], "state": standing.state}
    return body if slo["type"] == "metric" else {**body, "history": _turns(found, asked)}


def _of_nothing(slo: Body) -> Body:
    return {
        "errors": [_ZERO],
        "sli_value": None,
        "span_precision": _UNMEASURED_PRECISION,
        "precision": {each["timeframe"]: 0 for each in slo["thresholds"]},
        "uptime": None,
    }


def _of_something(slo: Body, asked: Asked, found: Tally, standing: Standing) -> Body:
    precision = {each["timeframe"]: decimals(slo["type"], each["timeframe"]) for each in slo["thresholds"]}
    body: Body = {
        "errors": [],
        "sli_value": standing.sli,
        "span_precision": max(precision.values()),
        "precision": precision,
        "uptime": standing.sli,
    }
    if asked.target is not None:
        (custom,) = standings(found, Threshold("custom", asked.target), asked.start, asked.end)
        body["error_budget_remaining"] = {"custom": custom.remaining}
    return body


def _turns(found: Tally, asked: Asked) -> list[list[int]]:
    """When it went down (1) and up again (0), from the state at the beginning on."""
    good, total = found.cells
    down = (total - good)[0] > 0
    turns = np.flatnonzero(np.diff(down, prepend=False))
    before = [turn for turn in turns.tolist() if found.edges[turn] <= asked.start]
    within = [turn for turn in turns.tolist() if asked.start < found.edges[turn] < asked.end]
    first = int(down[before[-1]]) if before else 0
    return [[asked.start, first], *([int(found.edges[turn]), int(down[turn])] for turn in within)]
