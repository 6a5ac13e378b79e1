from __future__ import annotations

from typing import Any

from dogwatch.declare.widgets import Marker, Widget, change, distribution, heatmap, timeseries
from dogwatch.kinds.dashboard.widgets import warnings
from dogwatch.query import metric

DURATION = metric("duration").where("$env")
CALLS = metric("calls").sum().as_count()


def definition(made: Widget) -> dict[str, Any]:
    """The definition, which fits the type that Datadog describes."""
    body = {"widgets": [{"definition": dict(made.definition)}]}
    assert warnings(body) == []
    return dict(made.definition)


def test_lines_have_names_style_and_markers() -> None:
    shown = definition(
        timeseries(
            "Latency",
            {"p95": DURATION.p95()},
            markers=[Marker(0.4)],
            axis={"min": 0, "include_zero": False},
            display="bars",
        )
    )
    (request,) = shown["requests"]
    assert request["formulas"] == [{"formula": "query1", "alias": "p95"}]
    assert (request["display_type"], request["style"]["palette"]) == ("bars", "dog_classic")
    assert shown["markers"] == [{"value": "y = 0.4", "display_type": "error dashed"}]
    assert shown["yaxis"] == {"min": "0", "include_zero": False}


def test_what_was_not_asked_for_is_not_there() -> None:
    shown = definition(timeseries("Latency", DURATION.p95()))
    assert not shown.keys() & {"yaxis", "markers", "time", "events"}
    assert definition(timeseries("Latency", DURATION.p95(), time="1h"))["time"] == {"live_span": "1h"}


def test_a_heatmap_of_a_distribution_draws_its_values() -> None:
    shown = definition(heatmap("All", DURATION, percentiles=(50, 99.9)))
    (request,) = shown["requests"]
    assert request["request_type"] == "histogram"
    assert request["query"]["query"] == "histogram:duration{$env}"
    assert shown["markers"] == [
        {"value": "50", "display_type": "percentile"},
        {"value": "99.9", "display_type": "percentile"},
    ]
    assert definition(heatmap("All", "histogram:duration{$env}"))["requests"] == shown["requests"]


def test_a_heatmap_of_an_expression_draws_its_groups() -> None:
    (request,) = definition(heatmap("Hosts", metric("load").avg().by("host")))["requests"]
    assert request["queries"][0]["query"] == "avg:load{*} by {host}"
    assert request["response_format"] == "timeseries"


def test_a_distribution_is_of_values_or_of_groups() -> None:
    (values,) = definition(distribution("All", DURATION))["requests"]
    (groups,) = definition(distribution("Hosts", metric("load").avg().by("host")))["requests"]
    assert values["request_type"] == "histogram"
    assert groups["response_format"] == "scalar"


def test_a_change_is_a_formula_then_and_a_formula_now() -> None:
    shown = definition(change("Calls", CALLS / DURATION.count(), before="day_before", relative=True))
    (request,) = shown["requests"]
    assert [formula["formula"] for formula in request["formulas"]] == [
        "day_before(query1) / day_before(query2)",
        "query1 / query2",
    ]
    assert (request["change_type"], request["response_format"]) == ("relative", "scalar")
    assert definition(change("Calls", CALLS))["requests"][0]["formulas"][0] == {"formula": "week_before(query1)"}


def test_events_stand_in_a_graph_as_lines() -> None:
    shown = definition(timeseries("Calls", CALLS, events=["event:deploy $service", "event:sale"]))
    assert shown["events"] == [{"q": "event:deploy $service"}, {"q": "event:sale"}]


def test_a_second_axis_has_queries_of_its_own() -> None:
    shown = definition(timeseries("Both", CALLS, right=DURATION.p95(), right_axis={"max": 1.5}))
    left, right = shown["requests"]
    assert "on_right_yaxis" not in left
    assert (right["on_right_yaxis"], right["queries"][0]["query"]) == (True, "p95:duration{$env}")
    assert shown["right_yaxis"] == {"max": "1.5"}
