"""The account of a stored SLO: what came in of what it measures, without what its corrections take out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.judge import Account, corrections_of, read_objective
from dogwatch.local.api import errors
from dogwatch.local.api.world import World

from .corrections import applying_to


def account(world: World, slo: Mapping[str, Any], *, apply_corrections: bool = True) -> Account:
    """Refuses (501) an SLO of monitors that are not judged here.

    Raises NotEvaluated or QuerySyntaxError for queries that are not evaluated.
    """
    unknown = [str(id) for id in slo.get("monitor_ids", ()) if not world.alerts.book.knows(id)]
    if unknown:
        raise errors.not_emulated(f"the states of the monitors {', '.join(unknown)}, which are not judged here")
    several = applying_to(world, slo).values() if apply_corrections else ()
    corrections = corrections_of(several, slo["id"], slo["tags"])
    return Account(world.intake.series, read_objective(slo), corrections, world.alerts.book.members)
