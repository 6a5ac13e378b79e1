"""The account of a stored SLO: what came in of what it measures, without what its corrections take out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.judge import Account, corrections_of, read_objective
from dogwatch.local.api import errors
from dogwatch.local.api.world import World

from .corrections import applying_to

MONITOR = "monitor"


def account(world: World, slo: Mapping[str, Any], *, apply_corrections: bool = True) -> Account:
    """Refuses (501) SLOs of monitors, whose states nothing keeps here yet.

    Raises NotEvaluated or QuerySyntaxError for queries that are not evaluated.
    """
    if slo["type"] == MONITOR:
        raise errors.not_emulated(f"history of an SLO of type {slo['type']}")
    several = applying_to(world, slo).values() if apply_corrections else ()
    corrections = corrections_of(several, slo["id"], slo["tags"])
    return Account(world.intake.series, read_objective(slo), corrections)
