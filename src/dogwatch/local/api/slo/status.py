"""`GET /api/v2/slo/{id}/status`: how an SLO stands over a span of time."""

from __future__ import annotations

import json
import math

from dogwatch.judge import Threshold, decimals
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, ok
from dogwatch.local.api.query.asked import answerable
from dogwatch.local.api.world import World

from .account import account
from .endpoints import document
from .span import span


def status(world: World, request: Request, id: str) -> Answer:
    """By the target of its primary window, with what is left of its budget in percent and in requests or seconds.

    Null where nothing was measured. Refuses (501) SLOs of monitors that are not judged here.
    """
    slo = json.loads(document(world, id).body)
    start, end = span(request)
    settle(world)
    threshold = Threshold(slo["timeframe"], slo["target_threshold"], slo.get("warning_threshold"))
    with answerable():
        apply_corrections = request.query.get("disable_corrections") != "true"
        standing = account(world, slo, apply_corrections=apply_corrections).over(threshold, start, end)
    is_empty = math.isnan(standing.sli)
    attributes = {
        "sli": None if is_empty else standing.sli,
        "error_budget_remaining": None if is_empty else standing.remaining,
        "raw_error_budget_remaining": {
            "value": standing.left(threshold),
            "unit": "requests" if slo["type"] == "metric" else "seconds",
        },
        "state": standing.state,
        "span_precision": decimals(slo["type"], slo["timeframe"]),
    }
    return ok({"data": {"id": id, "type": "slo_status", "attributes": attributes}})
