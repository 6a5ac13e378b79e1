from __future__ import annotations

from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.pages import overview
from tests.declare.dashboards import PAYMENTS, feature, made_of, setting

FEATURES = [feature(), feature("search", objectives=())]


def test_all_features_are_rows_of_one_table() -> None:
    body = dashboard_resource(overview(FEATURES), setting(), made_of(*FEATURES)).body
    (request,) = body["widgets"][0]["definition"]["requests"]
    assert [formula["alias"] for formula in request["formulas"]] == ["Calls", "Errors in %", "p50", "p95", "p99"]
    assert request["queries"][0]["query"] == (
        "sum:feature.hits{$env AND $service AND feature IN (checkout,search)} by {feature}.as_count()"
    )


def test_the_promises_of_all_stand_together() -> None:
    body = dashboard_resource(overview(FEATURES), setting(), made_of(*FEATURES)).body
    promises = body["widgets"][-1]["definition"]
    assert [widget["definition"]["title"] for widget in promises["widgets"]] == [
        "checkout: 99.9% of calls succeed",
        "checkout: 99% of calls succeed within 400ms",
    ]


def test_it_belongs_to_the_team_of_the_first_feature_unless_told_otherwise() -> None:
    assert overview(FEATURES).owner is PAYMENTS
    assert overview(FEATURES, team="platform").owner == "platform"
    assert overview(FEATURES).path == "overview"
