from __future__ import annotations

from dogwatch import Catalog, Feature, Monitor, Slices, Slo, Team
from dogwatch.declare.message import description, message

payments = Team("payments", page="@pagerduty-Payments", notify="@slack-payments")
shop = Catalog("shop", repository="https://git.example.com/shop/blob/main/")


def feature(**arguments: object) -> Feature:
    return Feature("checkout", **{"team": payments, "service": "shop-api", "tier": 1, **arguments})  # type: ignore[arg-type]


def monitor(feature: Feature | None, **arguments: object) -> Monitor:
    query = "avg(last_5m):avg:x{$env} > 3"
    return Monitor("slow", feature=feature, query=query, title="slow", what="It is slow. ", **arguments)  # type: ignore[arg-type]


def test_says_what_since_when_for_whom_and_who_answers() -> None:
    checkout = feature(
        description="From the cart to a paid order", runbook="docs/slow.md", dashboard="https://d.example.com/1"
    )
    assert message(monitor(checkout), payments, shop, "prod") == (
        "It is slow.\n"
        "\n"
        "{{^is_recovery}}Since {{first_triggered_at}} UTC.{{/is_recovery}}\n"
        "For: checkout: From the cart to a paid order (tier 1, service shop-api, prod)\n"
        "Runbook: https://git.example.com/shop/blob/main/docs/slow.md\n"
        "Dashboard: https://d.example.com/1\n"
        "Team: payments\n"
        "\n"
        "{{#is_alert}}\n"
        "@pagerduty-Payments\n"
        "{{/is_alert}}\n"
        "{{#is_alert_recovery}}\n"
        "@pagerduty-Payments\n"
        "{{/is_alert_recovery}}\n"
        "\n"
        "@slack-payments"
    )


def test_wakes_nobody_below_the_first_tier() -> None:
    text = message(monitor(feature(tier=2)), payments, shop, "prod")
    assert "@pagerduty" not in text
    assert text.endswith("@slack-payments")


def test_wakes_nobody_when_the_monitor_says_so() -> None:
    assert "@pagerduty" not in message(monitor(feature(), pages=False), payments, shop, "prod")


def test_a_part_of_a_composite_tells_nobody() -> None:
    assert message(monitor(feature(), tells=False), payments, shop, "prod") == "It is slow."


def test_tells_nobody_outside_production() -> None:
    assert "@" not in message(monitor(feature()), payments, shop, "staging")


def test_production_may_have_another_name() -> None:
    live = Catalog("shop", production=["live"])
    assert "@slack-payments" in message(monitor(feature()), payments, live, "live")
    assert "@" not in message(monitor(feature()), payments, live, "prod")


def test_paths_stay_paths_without_a_repository() -> None:
    assert "\nRunbook: docs/slow.md\n" in message(
        monitor(feature(runbook="docs/slow.md")), payments, Catalog("shop"), "prod"
    )


def test_a_monitor_without_a_feature_concerns_its_service() -> None:
    text = message(monitor(None, service="shop-db"), payments, shop, "prod")
    assert "\nFor: shop-db in prod\n" in text
    assert "Runbook" not in text


def test_leaves_datadogs_variables_and_odd_characters_alone() -> None:
    odd = feature(description="<< x >> <% y %> & {{value}}")
    assert "<< x >> <% y %> & {{value}}" in message(monitor(odd), payments, shop, "prod")


def slo(feature: Feature | None, **arguments: object) -> Slo:
    sli = Slices(query="avg:x{$env}", comparator="<", threshold=3)
    return Slo("fresh", feature=feature, target="99%", sli=sli, title="fresh", what="It is fresh. ", **arguments)  # type: ignore[arg-type]


def test_an_slo_says_what_is_promised_to_whom_and_who_answers() -> None:
    checkout = feature(description="From the cart to a paid order", runbook="docs/slow.md")
    assert description(slo(checkout), payments, shop, "prod") == (
        "It is fresh.\n"
        "\n"
        "For: checkout: From the cart to a paid order (tier 1, service shop-api, prod)\n"
        "Runbook: https://git.example.com/shop/blob/main/docs/slow.md\n"
        "Team: payments"
    )


def test_an_slo_tells_nobody() -> None:
    assert "@" not in description(slo(feature()), payments, shop, "prod")
    assert description(slo(None, service="shop-db"), payments, shop, "prod").splitlines()[2:] == [
        "For: shop-db in prod",
        "Team: payments",
    ]
