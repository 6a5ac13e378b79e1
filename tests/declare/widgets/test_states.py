from __future__ import annotations

from dogwatch.declare.policies.promises import objectives
from dogwatch.declare.policies.standard import traffic
from dogwatch.declare.sli import Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.widgets import (
    Marker,
    alert_graph,
    alert_value,
    check_status,
    manage_status,
    slo,
    slo_graph,
    slo_list,
)
from tests.declare.dashboards import feature

from .test_graphs import definition


def test_an_slo_is_shown_over_its_own_window() -> None:
    latency = next(thing for thing in objectives(feature()) if isinstance(thing, Slo) and thing.name == "latency")
    shown = definition(slo("Latency", latency))
    assert shown["slo_id"] == "${slo:$catalog/checkout/latency}"
    assert shown["time_windows"] == ["7d"]
    assert definition(slo("Latency", latency, windows=["30d", "90d"]))["time_windows"] == ["30d", "90d"]


def test_a_text_is_a_reference_or_an_id() -> None:
    assert definition(slo("A", "${slo:shop/a}"))["slo_id"] == "${slo:shop/a}"
    assert definition(alert_graph("A", "895605"))["alert_id"] == "895605"


def test_a_monitor_is_drawn_by_reference() -> None:
    monitor = next(iter(traffic(feature())))
    shown = definition(alert_graph("Traffic", monitor))  # type: ignore[arg-type]
    assert (shown["alert_id"], shown["viz_type"]) == ("${monitor:$catalog/checkout/traffic-min}", "timeseries")


def test_monitors_are_searched() -> None:
    shown = definition(manage_status("Alerts", "tag:(team:a) $env", shown="list", hide_zero=False))
    assert (shown["query"], shown["display_format"], shown["hide_zero_counts"]) == ("tag:(team:a) $env", "list", False)


def test_a_check_is_counted_or_shown_for_a_group() -> None:
    counted = definition(check_status("Agents", "datadog.agent.up", by=["host"], tags=["env:prod"]))
    assert (counted["grouping"], counted["group_by"], counted["tags"]) == ("cluster", ["host"], ["env:prod"])
    one = definition(check_status("Agent", "datadog.agent.up", group="host:a"))
    assert (one["grouping"], one["group"]) == ("check", "host:a")


def test_the_burn_of_a_budget_is_asked_of_the_slo_itself() -> None:
    promise = next(thing for thing in objectives(feature()) if isinstance(thing, Slo))
    shown = definition(slo_graph("Burn", promise, markers=[Marker(1)]))
    [query] = shown["requests"][0]["queries"]
    assert (query["slo_id"], query["measure"], query["slo_query_type"]) == (promise.reference, "burn_rate", "metric")
    assert shown["markers"][0]["value"] == "y = 1"


def test_an_slo_of_slices_says_so_where_its_budget_is_drawn() -> None:
    sli = Slices(query="max:shop.age{$env}", comparator="<", threshold=1)
    fresh = Slo("fresh", team="storefront", target="99%", sli=sli, title="fresh", what="Fresh.")
    [query] = definition(slo_graph("Left", fresh, measure="error_budget_remaining"))["requests"][0]["queries"]
    assert (query["slo_query_type"], query["measure"]) == ("time_slice", "error_budget_remaining")


def test_the_value_of_a_monitor_is_shown_by_reference_or_id() -> None:
    monitor = next(iter(traffic(feature())))
    assert definition(alert_value("Traffic", monitor, precision=2))["alert_id"] == monitor.reference  # type: ignore[arg-type]
    assert definition(alert_value("Traffic", "895605"))["alert_id"] == "895605"


def test_slos_are_searched() -> None:
    (request,) = definition(slo_list("SLOs", "team:a", limit=50, order="asc"))["requests"]
    assert request["query"] == {
        "query_string": "team:a",
        "limit": 50,
        "sort": [{"column": "status.sli", "order": "asc"}],
    }
    assert definition(slo_list("SLOs", "team:a"))["requests"][0]["query"] == {"query_string": "team:a"}
