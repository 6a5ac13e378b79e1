from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Catalog, Dashboard, Feature, Monitor, Slices, Slo, Team
from dogwatch.declare import Declared
from dogwatch.declare.routing.message import description, message
from dogwatch.declare.setting import Setting
from dogwatch.message import Transition
from dogwatch.message.told import told

payments = Team("payments", page="@pagerduty-Payments", notify="@slack-payments", escalate="@oncall-managers")
shop = Catalog("shop", repository="https://git.example.com/shop/blob/main/")

LASTED = '{{eval "ceil(triggered_duration_sec/60)"}} minutes'
AGAIN = {"renotify_interval": 30, "renotify_statuses": ["alert"]}


def feature(**arguments: Any) -> Feature:
    return Feature("checkout", **{"team": payments, "service": "shop-api", "tier": 1, **arguments})


def monitor(feature: Feature | None, **arguments: Any) -> Monitor:
    query = "avg(last_5m):avg:x{$env} > 3"
    words = {"title": "more than 3", "what": "There are {{value}} of them. ", "team": payments}
    return Monitor("slow", feature=feature, query=query, **{**words, **arguments})


def setting(env: str = "prod", catalog: Catalog = shop, app: str = "https://app.datadoghq.eu") -> Setting:
    return Setting.of(Declared(catalog, (payments,), (), (), ()), env, app)


def said(monitor: Monitor, env: str = "prod", **options: Any) -> str:
    return message(monitor, setting(env), options)


def test_says_what_broke_for_whom_since_when_where_to_read_on_and_who_answers() -> None:
    checkout = feature(
        description="From the cart to a paid order", runbook="docs/slow.md", dashboard="https://d.example.com/1"
    )
    assert said(monitor(checkout)) == (
        "{{#is_alert}}checkout (From the cart to a paid order): There are {{value}} of them.{{/is_alert}}\n"
        "{{#is_recovery}}checkout (From the cart to a paid order): "
        f"over after {LASTED}. It was: more than 3.{{{{/is_recovery}}}}\n"
        "\n"
        "{{^is_recovery}}Since {{first_triggered_at}} UTC.{{/is_recovery}}\n"
        "\n"
        "Runbook: https://git.example.com/shop/blob/main/docs/slow.md\n"
        "Dashboard: https://d.example.com/1\n"
        "Team: payments (service shop-api, tier 1, prod)\n"
        "\n"
        "{{#is_alert}}\n"
        "@pagerduty-Payments\n"
        "{{/is_alert}}\n"
        "{{#is_recovery}}\n"
        "@pagerduty-Payments\n"
        "{{/is_recovery}}\n"
        "\n"
        "@slack-payments"
    )


def test_a_warning_says_that_it_is_one_and_both_numbers() -> None:
    assert (
        "{{#is_warning}}checkout: There are {{value}} of them. This is a warning: "
        "it warns at {{warn_threshold}} and alerts at {{threshold}}.{{/is_warning}}\n"
    ) in said(monitor(feature()), thresholds={"warning": 2})


def test_a_composite_warns_without_numbers() -> None:
    text = said(monitor(feature(), type="composite"))
    assert "There are {{value}} of them. This is a warning.{{/is_warning}}" in text


def test_a_part_of_a_composite_tells_nobody() -> None:
    assert said(monitor(feature(), tells=False), **AGAIN) == "There are {{value}} of them."


def test_says_what_it_means_that_there_is_no_data() -> None:
    assert "{{#is_no_data}}checkout: nothing was measured" in said(monitor(feature()), notify_no_data=True)
    text = said(monitor(feature(), absence="It is down."), on_missing_data="show_and_notify_no_data")
    assert "{{#is_no_data}}checkout: It is down.{{/is_no_data}}\n" in text


def test_has_no_block_that_cannot_be_shown() -> None:
    text = said(monitor(feature()), on_missing_data="show_no_data")
    assert "is_warning" not in text
    assert "is_no_data" not in text
    assert "is_renotify" not in text


def test_an_alert_that_goes_on_says_so_and_escalates() -> None:
    text = said(monitor(feature()), **AGAIN)
    assert f"{{{{#is_renotify}}}}Still so after {LASTED}.{{{{/is_renotify}}}}" in text
    assert told(text, Transition.RENOTIFY) == ["@pagerduty-Payments", "@oncall-managers", "@slack-payments"]
    assert told(text, Transition.ALERT) == ["@pagerduty-Payments", "@slack-payments"]
    assert told(text, Transition.RECOVERY) == ["@pagerduty-Payments", "@oncall-managers", "@slack-payments"]


def test_pagers_hear_every_end_and_people_only_that_of_an_alert() -> None:
    both = Team("payments", page=("@pagerduty-Payments", "@slack-urgent"), notify="@slack-payments")
    text = said(monitor(feature(team=both), team=both), thresholds={"warning": 2})
    assert told(text, Transition.RECOVERY) == ["@pagerduty-Payments", "@slack-urgent", "@slack-payments"]
    assert told(text, Transition.WARNING_RECOVERY) == ["@pagerduty-Payments", "@slack-payments"]
    assert told(text, Transition.ALERT_TO_WARNING) == ["@slack-urgent", "@slack-payments"]
    assert told(text, Transition.WARNING) == ["@slack-payments"]


def test_what_has_handles_or_blocks_of_its_own_stands_outside_of_blocks() -> None:
    by_hand = "Slow. {{#is_alert}}@webhook-restart{{/is_alert}} @slack-ops"
    text = said(monitor(feature(tier=3), what=by_hand), thresholds={"warning": 2})
    assert text.startswith(f"checkout: {by_hand}\n{{{{#is_warning}}}}This is a warning: it warns at ")
    assert told(text, Transition.WARNING) == ["@slack-ops", "@slack-payments"]
    assert told(text, Transition.ALERT) == ["@webhook-restart", "@slack-ops", "@slack-payments"]


@pytest.mark.parametrize("what", ["Slow. @slack-ops", "{{#is_alert}}Slow.{{/is_alert}}"])
def test_a_handle_or_a_block_alone_is_reason_enough_for_that(what: str) -> None:
    assert said(monitor(feature(), what=what)).startswith(f"checkout: {what}\n")


def test_a_service_check_counts_statuses_and_has_no_numbers_to_say() -> None:
    text = said(monitor(feature(), type="service check"), thresholds={"warning": 1})
    assert "There are {{value}} of them. This is a warning.{{/is_warning}}" in text


def test_nobody_hears_of_an_alert_becoming_a_warning_that_there_is_not() -> None:
    both = Team("payments", page="@slack-urgent", notify="@slack-payments")
    assert "is_alert_to_warning" not in said(monitor(feature(team=both), team=both))


def test_links_to_the_page_of_the_feature_around_the_time_of_the_alert() -> None:
    checkout = feature()
    page = Dashboard("page", feature=checkout, linked=True)
    linking = setting().with_pages([Dashboard("other", feature=checkout), page, Dashboard("more", feature=checkout)])
    assert (
        "Dashboard: https://app.datadoghq.eu/dashboard/${dashboard:$catalog/checkout/page}?tpl_var_env=prod"
        '&from_ts={{eval "last_triggered_at_epoch-30*60*1000"}}&to_ts={{eval "last_triggered_at_epoch+15*60*1000"}}'
        "&live=false\n"
    ) in message(monitor(checkout), linking, {})


def test_a_feature_may_link_to_no_dashboard() -> None:
    checkout = feature(dashboard="")
    linking = setting().with_pages([Dashboard("page", feature=checkout, linked=True)])
    assert "Dashboard" not in message(monitor(checkout), linking, {})


def test_paths_stay_paths_without_a_repository() -> None:
    unaddressed = setting(catalog=Catalog("shop"))
    assert "\nRunbook: docs/slow.md\n" in message(monitor(feature(runbook="docs/slow.md")), unaddressed, {})


def test_a_monitor_without_a_feature_concerns_its_service() -> None:
    text = said(monitor(None, service="shop-db"))
    assert text.startswith("{{#is_alert}}shop-db: There are")
    assert "\nTeam: payments (service shop-db, prod)\n" in text
    assert "Runbook" not in text


def test_leaves_datadogs_variables_and_odd_characters_alone() -> None:
    assert "(<< x >> <% y %> & {{value}})" in said(monitor(feature(description="<< x >> <% y %> & {{value}}")))


def slo(feature: Feature | None, **arguments: Any) -> Slo:
    sli = Slices(query="avg:x{$env}", comparator="<", threshold=3)
    words = {"title": "fresh", "what": "It is fresh. ", "team": payments}
    return Slo("fresh", feature=feature, target="99%", sli=sli, **{**words, **arguments})


def test_an_slo_says_what_is_promised_to_whom_and_who_answers() -> None:
    checkout = feature(description="From the cart to a paid order", runbook="docs/slow.md")
    assert description(slo(checkout), setting()) == (
        "It is fresh.\n"
        "\n"
        "For: checkout (From the cart to a paid order)\n"
        "Runbook: https://git.example.com/shop/blob/main/docs/slow.md\n"
        "Team: payments (service shop-api, tier 1, prod)"
    )


def test_an_slo_tells_nobody() -> None:
    assert "@" not in description(slo(feature()), setting())
    assert description(slo(None, service="shop-db"), setting()).splitlines()[2:] == [
        "For: shop-db",
        "Team: payments (service shop-db, prod)",
    ]
