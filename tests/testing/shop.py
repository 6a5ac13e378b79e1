"""A catalog of one feature whose monitors have no parts, for tests of simulations."""

from __future__ import annotations

from typing import Any

from dogwatch import Catalog, Engagement, Errors, Feature, Latency, Limit, Monitor, Resources, Team, Traffic
from dogwatch.declare import Declared
from dogwatch.declare.policies.standard import STANDARD
from dogwatch.testing import Simulation, simulate

payments = Team("payments", page="@pagerduty-Payments", notify="@slack-payments-alerts")
checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    tier=1,
    description="From the cart to a paid order",
    runbook="https://wiki.example.com/checkout",
    signals=[
        Latency(p95=Limit("400ms", warn="300ms"), least=0, by=["region"]),
        Errors(rate="1%", least=0),
        Traffic(min="1/s"),
        Resources(cpu="50ms"),
        Engagement(actions=["pay"], drop="30%", against="1w"),
    ],
)
index_age = Monitor(
    "index-age",
    team=payments,
    title="the index is old",
    what="It is {{value}} s old.",
    query="max(last_5m):max:shop.index.age{$env} > 3600",
    options={"on_missing_data": "show_and_notify_no_data"},
)

DECLARED = Declared(Catalog("shop", policies=STANDARD), (payments,), (checkout,), (index_age,), STANDARD)


def simulation(**arguments: Any) -> Simulation:
    """A simulation in which nothing is left to chance."""
    return simulate(DECLARED, **{"start": "2026-01-05T09:00Z", "even": True, **arguments})
