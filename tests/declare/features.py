"""A feature made by hand, for tests of what becomes of it."""

from __future__ import annotations

from typing import Any

from dogwatch import Feature, Team
from dogwatch.declare import Promise, Signal

SCOPE = "$env,feature:checkout,service:shop-api"


def feature(*measured: Signal | Promise, **arguments: Any) -> Feature:
    """The checkout with these signals and objectives."""
    defaults: dict[str, Any] = {
        "team": Team("payments"),
        "service": "shop-api",
        "tier": 1,
        "signals": [each for each in measured if isinstance(each, Signal)],
        "objectives": [each for each in measured if isinstance(each, Promise)],
    }
    return Feature("checkout", **{**defaults, **arguments})
