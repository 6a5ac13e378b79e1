from __future__ import annotations

from typing import Any

from dogwatch.declare import Engagement, Feature, Resources
from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.pages import feature_page
from dogwatch.declare.widgets import note
from tests.declare.dashboards import feature, made_of, setting


def widgets_of(shown: Feature, **arguments: Any) -> dict[str, Any]:
    """The definitions by title, those inside groups too."""
    body = dashboard_resource(feature_page(shown, **arguments), setting(), made_of(shown)).body
    outer = [widget["definition"] for widget in body["widgets"]]
    inner = [widget["definition"] for definition in outer for widget in definition.get("widgets", [])]
    return {definition.get("title", definition["type"]): definition for definition in [*outer, *inner]}


def test_response_times_are_drawn_with_their_limits() -> None:
    shown = widgets_of(feature())["Response time"]
    (request,) = shown["requests"]
    assert [formula["alias"] for formula in request["formulas"]] == ["p50", "p95", "p99"]
    assert request["queries"][1]["query"] == "p95:feature.duration{$env,$service,feature:checkout}"
    assert [(marker["value"], marker["display_type"]) for marker in shown["markers"]] == [
        ("y = 0.4", "error dashed"),
        ("y = 0.3", "warning dashed"),
        ("y = 1", "error dashed"),
    ]


def test_the_page_has_a_heatmap_a_change_and_errors_by_version() -> None:
    shown = widgets_of(feature())
    assert shown["All response times"]["requests"][0]["query"]["query"].startswith("histogram:feature.duration{")
    assert shown["Calls against last week"]["requests"][0]["formulas"][0] == {"formula": "week_before(query1)"}
    assert " by {version}" in shown["Errors by version"]["requests"][0]["queries"][0]["query"]
    share = shown["Share of calls that fail, in %"]
    assert share["requests"][0]["formulas"][0]["formula"] == "100 * default_zero(query1) / query2"
    assert share["markers"][0]["value"] == "y = 1"


def test_limits_of_resources_and_traffic_are_markers() -> None:
    shown = widgets_of(feature())
    assert shown["Processor time per call, p95"]["markers"][0]["value"] == "y = 0.05"
    assert shown["Memory of a process"]["markers"][0]["value"] == "y = 1073741824"
    assert shown["Calls per second"]["markers"][0]["value"] == "y = 1"


def test_processor_time_is_shown_where_it_is_limited_since_event_loops_measure_it_of_no_other() -> None:
    shown = widgets_of(feature(signals=[Resources(memory="1GiB")], objectives=[]))
    assert "Memory of a process" in shown
    assert not [title for title in shown if title.startswith("Processor time")]


def test_promises_stand_there_by_reference_and_monitors_by_a_search() -> None:
    shown = widgets_of(feature())
    assert shown["99.9% of calls succeed"]["slo_id"] == "${slo:$catalog/checkout/availability}"
    assert shown["Monitors"]["query"] == 'tag:(feature:checkout) -tag:"tells:nobody" $env'


def test_monitors_may_link_to_the_page_since_it_needs_none_of_them() -> None:
    checkout = feature()
    page = feature_page(checkout)
    assert page.linked
    assert "${monitor:" not in str(dashboard_resource(page, setting(), made_of(checkout)).body)


def test_a_feature_without_promises_and_engagement_has_no_room_for_them() -> None:
    shown = widgets_of(feature(objectives=(), signals=()))
    assert "What people do" not in shown
    assert "markers" not in shown["Response time"]


def test_the_head_says_who_answers_and_where_to_read_on() -> None:
    head = widgets_of(feature())["note"]["content"]
    assert "Team payments, service shop-api, tier 1" in head
    assert "[Runbook](https://example.com/shop/docs/runbook.md)" in head
    assert "Runbook" not in widgets_of(feature(runbook=None))["note"]["content"]


def test_own_widgets_stand_below() -> None:
    page = feature_page(feature(), name="more", extra=[note("mine")])
    body = dashboard_resource(page, setting(), []).body
    assert page.path == "checkout/more"
    assert body["widgets"][-1]["definition"]["content"] == "mine"


def test_routes_without_a_call_are_left_out() -> None:
    shown = widgets_of(feature())
    for title in ("Calls by route", "Errors by route"):
        assert shown[title]["requests"][0]["formulas"][0]["formula"] == "cutoff_min(query1, 1)"


def test_one_action_is_no_funnel() -> None:
    two, one = (widgets_of(feature(signals=[Engagement(actions=each)])) for each in (("see", "buy"), ("see",)))
    assert {"see", "buy", "buy, of see"} <= two.keys()
    assert "see" not in one
    assert "Most frequent actions" in one
