"""The features of the shop: how each is measured, what is promised of it, when it is too slow, too broken or too quiet,
and who answers.
"""

from dogwatch import Availability, Catalog, Errors, Feature, Latency, LatencyObjective, Limit, Team, Traffic

payments = Team("payments", page="@pagerduty-Payments", notify="@slack-payments-alerts")
storefront = Team("storefront", page="@pagerduty-Storefront", notify="@slack-storefront-alerts")

checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    tier=1,
    description="From the cart to a paid order",
    runbook="docs/runbooks/checkout.md",
    signals=[
        Latency(p95=Limit("400ms", warn="300ms"), p99="1s"),
        Errors(rate="1%"),
        Traffic(min="1/s"),
    ],
    objectives=[Availability("99.9%", over="30d"), LatencyObjective("99%", within="400ms", over="30d")],
)

search = Feature(
    "search",
    team=storefront,
    service="shop-api",
    tier=2,
    description="From a few words to products people might buy",
    runbook="docs/runbooks/search.md",
    signals=[
        Latency(p95=Limit("800ms", warn="600ms")),
        Errors(rate=Limit("2%", warn="1%")),
    ],
)

catalog = Catalog("shop", packages=["monitors", "dashboards_py"])
