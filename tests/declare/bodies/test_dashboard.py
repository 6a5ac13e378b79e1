from __future__ import annotations

from dataclasses import replace
from typing import Any

from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.dashboard import Dashboard, Preset, Tab, TemplateVariable
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import Widget, note, slo
from dogwatch.kinds import DASHBOARD
from dogwatch.official import unparsed
from tests.declare.dashboards import PAYMENTS, feature, made_of, setting
from tests.kinds.dashboard.bodies import committed


def body_of(dashboard: Dashboard, env: str = "prod", **changes: Any) -> dict[str, Any]:
    return dashboard_resource(dashboard, setting(env, **changes), []).body


def checkout(**changes: Any) -> Dashboard:
    arguments: dict[str, Any] = {"feature": feature(), "title": "Checkout", "widgets": [note("a")]}
    return Dashboard("page", **{**arguments, **changes})


def test_a_dashboard_becomes_a_body_that_datadog_takes() -> None:
    resource = dashboard_resource(checkout(description="All of it"), setting(), [])
    body = resource.body
    assert (resource.kind, resource.key) == ("dashboard", "shop/checkout/page")
    assert body["description"] == "All of it\n\ndogwatch:prod/shop/checkout/page"
    assert (body["title"], body["layout_type"], body["reflow_type"]) == ("Checkout", "ordered", "fixed")
    assert body["tags"] == ["team:payments"]
    assert body["widgets"][0]["layout"] == {"x": 0, "y": 0, "width": 12, "height": 1}
    assert DASHBOARD.problems(body) == []


def test_the_mark_is_found_again() -> None:
    (mark,) = DASHBOARD.marks.marks_of(body_of(checkout(description="")))
    assert (mark.env, mark.key) == ("prod", "shop/checkout/page")


def test_outside_production_the_environment_stands_in_the_title() -> None:
    assert body_of(checkout(), "staging")["title"] == "[staging] Checkout"
    assert body_of(checkout(), "live", production=("live",))["title"] == "Checkout"


def test_the_prefix_of_a_target_stands_in_every_title() -> None:
    titles = [
        dashboard_resource(checkout(), replace(setting(env), prefix="(eu)"), []).body["title"]
        for env in ("prod", "staging")
    ]
    assert titles == ["(eu) Checkout"] * 2


def test_env_and_service_are_variables_of_every_dashboard() -> None:
    variables = body_of(checkout(), "staging")["template_variables"]
    assert [(variable["name"], variable["defaults"]) for variable in variables] == [
        ("env", ["staging"]),
        ("service", ["shop-api"]),
    ]
    alone = body_of(checkout(feature=None, team=PAYMENTS))["template_variables"]
    assert alone[1] == {"name": "service", "prefix": "service", "available_values": [], "defaults": ["*"]}


def test_declared_variables_win_and_add() -> None:
    region = TemplateVariable("region", prefix="aws_region", available=("eu", "us"))
    variables = body_of(checkout(variables=[TemplateVariable("env", defaults=("*",)), region]))["template_variables"]
    assert [variable["name"] for variable in variables] == ["env", "service", "region"]
    assert variables[0]["defaults"] == ["*"]
    assert variables[2] == {
        "name": "region",
        "prefix": "aws_region",
        "available_values": ["eu", "us"],
        "defaults": ["*"],
    }


def test_presets_are_saved_views() -> None:
    body = body_of(checkout(presets=[Preset("EU", {"region": "eu", "env": ["prod", "live"]})]))
    assert body["template_variable_presets"] == [
        {
            "name": "EU",
            "template_variables": [
                {"name": "region", "values": ["eu"]},
                {"name": "env", "values": ["prod", "live"]},
            ],
        }
    ]


def test_tabs_hold_their_widgets_by_places_and_lie_below_each_other() -> None:
    tabs = [Tab("Calls", [note("a"), note("b")]), Tab("Errors", lambda around: [note("c")])]
    body = body_of(checkout(widgets=[], tabs=tabs))
    assert [(tab["name"], tab["widget_ids"]) for tab in body["tabs"]] == [("Calls", ["@1", "@2"]), ("Errors", ["@3"])]
    assert [widget["layout"]["y"] for widget in body["widgets"]] == [0, 1, 2]
    assert DASHBOARD.problems(body) == DASHBOARD.warnings(body) == []


def test_a_tab_keeps_its_id_as_long_as_its_name() -> None:
    def ids(*names: str) -> list[str]:
        body = body_of(checkout(widgets=[], tabs=[Tab(name, [note("a")]) for name in names]))
        return [tab["id"] for tab in body["tabs"]]

    (calls, errors) = ids("Calls", "Errors")
    assert ids("Errors", "Other", "Calls")[::2] == [errors, calls]
    assert unparsed("dashboard", body_of(checkout(widgets=[], tabs=[Tab("A", [note("a")])]))) == []


EXPORTED = {
    "title": "From the UI",
    "description": "Copied\ndogwatch:prod/other/x\nagain",
    "layout_type": "free",
    "widgets": [{"id": 1, "definition": {"type": "note", "content": "a"}, "layout": {"x": 50, "y": 1}}],
    "template_variables": [{"name": "host", "prefix": "host", "default": "*"}],
    "id": "abc-def-ghi",
    "unheard_of": 5.0,
}


def test_a_whole_body_is_taken_as_it_stands() -> None:
    body = body_of(Dashboard("page", feature=feature(), body=EXPORTED))
    assert body["title"] == "From the UI"
    assert body["widgets"] is EXPORTED["widgets"]
    assert body["layout_type"] == "free"
    assert "reflow_type" not in body
    assert repr(body["unheard_of"]) == "5.0"
    assert body["template_variables"] == EXPORTED["template_variables"]


def test_a_mark_copied_along_does_not_stay() -> None:
    body = body_of(Dashboard("page", feature=feature(), body=EXPORTED))
    assert body["description"] == "Copied\nagain\n\ndogwatch:prod/shop/checkout/page"


def test_arguments_win_over_the_body() -> None:
    dashboard = Dashboard(
        "page", feature=feature(), body=EXPORTED, title="Mine", variables=[TemplateVariable("host", defaults=("a",))]
    )
    body = body_of(dashboard)
    assert body["title"] == "Mine"
    assert [variable["defaults"] for variable in body["template_variables"]] == [["a"]]


def test_a_function_makes_the_widgets_of_what_is_around() -> None:
    checkout_feature = feature()

    def widgets(around: Surroundings) -> list[Widget]:
        return [slo(each.title, each) for each in around.slos_of(checkout_feature)]

    dashboard = checkout(feature=checkout_feature, widgets=widgets)
    body = dashboard_resource(dashboard, setting(), made_of(checkout_feature)).body
    assert [widget["definition"]["slo_id"] for widget in body["widgets"]] == [
        "${slo:$catalog/checkout/availability}",
        "${slo:$catalog/checkout/latency}",
    ]


def test_every_dashboard_that_integrations_ship_can_be_declared_as_it_stands() -> None:
    shipped = {path: body for path, body in committed().items() if "title" in body}
    for body in shipped.values():
        made = body_of(Dashboard("page", feature=feature(), body=body))
        assert DASHBOARD.problems(made) == []
        assert made["widgets"] is body["widgets"]
        assert made["template_variables"] == (body.get("template_variables") or made["template_variables"])
    assert len(shipped) > 100
