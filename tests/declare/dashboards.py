"""A small shop for dashboards: a feature with everything, and what the catalog makes of it."""

from __future__ import annotations

from typing import Any

from dogwatch.declare import (
    Availability,
    Catalog,
    Declaration,
    Declared,
    Engagement,
    Errors,
    Feature,
    Latency,
    LatencyObjective,
    Limit,
    Resources,
    Team,
    Traffic,
)
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.rules.dashboard import drawn
from dogwatch.declare.setting import Setting
from dogwatch.errors import Mistake

PAYMENTS = Team("payments", notify="@slack-payments")


def widget_mistakes(dashboard: Dashboard, setting: Setting, made: list[Declaration]) -> list[Mistake]:
    """What is said when a dashboard is drawn."""
    mistakes: list[Mistake] = []
    drawn([*made, dashboard], setting, mistakes)
    return mistakes


def feature(name: str = "checkout", **changes: Any) -> Feature:
    arguments: dict[str, Any] = {
        "team": PAYMENTS,
        "service": "shop-api",
        "tier": 1,
        "description": "From the cart to a paid order",
        "runbook": "docs/runbook.md",
        "signals": [
            Latency(p95=Limit("400ms", warn="300ms"), p99="1s"),
            Errors(rate="1%"),
            Traffic(min="1/s"),
            Resources(cpu="50ms", memory="1GiB"),
            Engagement(actions=["pay"], drop="30%"),
        ],
        "objectives": [Availability("99.9%"), LatencyObjective("99%", within="400ms", over="7d")],
    }
    return Feature(name, **{**arguments, **changes})


def setting(env: str = "prod", **changes: Any) -> Setting:
    catalog = Catalog("shop", repository="https://example.com/shop", **changes)
    return Setting.of(Declared(catalog, (PAYMENTS,), (), (), catalog.policies), env)


def made_of(*features: Feature) -> list[Declaration]:
    """What the standard policies make of the features."""
    return [thing for policy in Catalog("shop").policies for each in features for thing in policy(each)]
