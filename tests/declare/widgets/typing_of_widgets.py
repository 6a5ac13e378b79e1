"""What type checkers read in the test of types: each line that ends in a mark is wrong, and no other."""

from __future__ import annotations

from dogwatch import widgets

LOAD = "avg:system.load.1{*}"

widgets.timeseries("Load", LOAD, display="lines")  # wrong
widgets.timeseries("Load", LOAD, widht=5)  # wrong
widgets.timeseries("Load", LOAD, width="5")  # wrong
widgets.timeseries("Load", LOAD, axis={"mni": 5})  # wrong
widgets.timeseries("Load", LOAD, time="3h")  # wrong
widgets.timeseries("Load", {"a": widgets.EventQuery("logz")})  # wrong
widgets.timeseries("Load", markers=[])  # wrong
widgets.query_value("Load", 5)  # wrong
widgets.toplist("Load", LOAD, formats={"> 5": "rd"})  # wrong
widgets.slo("Promise", "0f1e", time="1h")  # wrong
widgets.Marker("5")  # wrong
widgets.EventQuery("logs", by=5)  # wrong

MADE: list[widgets.Widget] = [
    widgets.timeseries("Load", LOAD, time="1h", width=4, custom_links=[widgets.Link("Logs", "https://example.com")]),
    widgets.timeseries("Load", {"a": LOAD, "b": widgets.EventQuery("logs", by="host")}, axis={"min": 0, "max": 5.5}),
    widgets.timeseries(
        "Load", LOAD, time={"type": "live", "value": 3, "unit": "hour"}, markers=[widgets.Marker((0, 1))]
    ),
    widgets.query_table("Load", {"a": widgets.Column(LOAD, display="bar"), "b": LOAD}, formats={"b": {"> 5": "red"}}),
    widgets.toplist("Load", [LOAD, LOAD], formats=[widgets.Format("> 5", "red")]),
    widgets.query_value("Share", widgets.formula("a / b", a=LOAD, b=widgets.EventQuery("logs", by=["host"]))),
]
