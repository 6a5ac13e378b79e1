from __future__ import annotations

from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.pages import oncall_page
from tests.declare.dashboards import PAYMENTS, feature, made_of, setting


def test_the_most_important_feature_comes_first() -> None:
    features = [feature("search", tier=3), feature("checkout", tier=1)]
    body = dashboard_resource(oncall_page(PAYMENTS, features), setting(), made_of(*features)).body
    assert [widget["definition"]["title"] for widget in body["widgets"]] == [
        "What alerts now",
        "Alerts of the last hours",
        "checkout (tier 1)",
        "search (tier 3)",
    ]


def test_each_feature_has_its_owner_runbook_graphs_and_promises() -> None:
    checkout = feature()
    body = dashboard_resource(oncall_page(PAYMENTS, [checkout]), setting(), made_of(checkout)).body
    inside = body["widgets"][-1]["definition"]["widgets"]
    assert [widget["definition"]["type"] for widget in inside] == ["note", *["timeseries"] * 3, "slo", "slo"]
    assert "[Runbook](" in inside[0]["definition"]["content"]


def test_what_alerts_now_is_the_teams_own() -> None:
    page = oncall_page("payments", [feature()])
    body = dashboard_resource(page, setting(), []).body
    assert (page.path, body["title"]) == ("oncall-payments", "On call: payments")
    assert body["widgets"][0]["definition"]["query"] == 'tag:(team:payments) -tag:"tells:nobody" $env -status:ok'
