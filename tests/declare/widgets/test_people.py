from __future__ import annotations

from dogwatch.declare.widgets import cohort, funnel, retention_curve, sankey

from .test_graphs import definition


def test_a_funnel_goes_step_by_step() -> None:
    (request,) = definition(funnel("Buying", [("@view.name", "/cart"), ("@action.name", "pay")]))["requests"]
    assert request["query"]["steps"] == [
        {"facet": "@view.name", "value": "/cart"},
        {"facet": "@action.name", "value": "pay"},
    ]


def test_ways_lead_from_somewhere_or_to_somewhere() -> None:
    (away,) = definition(sankey("Ways", "@type:view", source="/cart"))["requests"]
    (towards,) = definition(sankey("Ways", "@type:view", target="/cart"))["requests"]
    assert (away["query"]["mode"], away["query"]["source"]) == ("source", "/cart")
    assert (towards["query"]["mode"], towards["query"]["target"]) == ("target", "/cart")


def test_whoever_began_together_comes_back_or_not() -> None:
    (grid,) = definition(cohort("Return", "@type:view", come_back="@type:action", every="month"))["requests"]
    search = grid["query"]["search"]
    assert search["cohort_criteria"]["time_interval"] == {
        "type": "calendar",
        "value": {"type": "month", "timezone": "UTC"},
    }
    assert search["return_criteria"]["base_query"]["search"] == {"query": "@type:action"}
    (line,) = definition(retention_curve("Return", "@type:view", rate=False))["requests"]
    assert line["query"]["compute"]["metric"] == "__dd.retention"
    assert "return_criteria" not in line["query"]["search"]
