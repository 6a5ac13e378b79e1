from __future__ import annotations

from dogwatch.declare.widgets import custom, embedded_app, run_workflow, wildcard
from dogwatch.query import metric

from .test_graphs import definition

BY_HOST = metric("load").avg().by("host")


def test_a_workflow_has_inputs_by_name() -> None:
    shown = definition(run_workflow("Restart", "0f1e", inputs={"env": "$env"}))
    assert (shown["workflow_id"], shown["inputs"]) == ("0f1e", [{"name": "env", "value": "$env"}])
    assert "inputs" not in definition(run_workflow("Restart", "0f1e"))


def test_an_app_has_inputs_of_any_type() -> None:
    assert definition(embedded_app("App", "0f1e", inputs={"count": 5}))["inputs"] == [{"name": "count", "value": 5}]
    assert definition(custom("App", "0f1e", "cost"))["custom_widget_key"] == "cost"


def test_a_drawing_is_of_numbers_or_of_series() -> None:
    numbers = definition(wildcard("Drawn", BY_HOST, {"mark": "bar"}))
    assert numbers["specification"] == {"type": "vega-lite", "contents": {"mark": "bar"}}
    assert numbers["requests"][0]["response_format"] == "scalar"
    series = definition(wildcard("Drawn", BY_HOST, {"mark": "bar"}, over_time=True))
    assert series["requests"][0]["response_format"] == "timeseries"
