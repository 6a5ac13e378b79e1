from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.declare.bodies.layout import arranged
from dogwatch.kinds import KINDS
from dogwatch.kinds.dashboard.widgets import warnings
from dogwatch.official import _MODELS, Refused, unparsed
from tests.declare.widgets.examples import examples
from tests.kinds.dashboard.bodies import committed, declared, group, note, timeseries

TAB = {"id": "5b153b9e-f858-5650-9ad0-34d241bfd781", "name": "All", "widget_ids": ["@1"]}


def said(kind: str, body: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.seen, problem.remedy) for problem in unparsed(kind, body)]


def of_widget(definition: dict[str, Any]) -> list[tuple[str, str, str]]:
    return said("dashboard", declared({"definition": definition}))


def test_every_kind_has_a_model() -> None:
    assert _MODELS.keys() == KINDS.keys()


def test_what_the_client_knows_is_no_problem() -> None:
    assert said("dashboard", declared(timeseries("a"), group("g", note("b")), tabs=[TAB])) == []


def test_where_several_forms_fit_the_client_takes_none_and_that_is_no_problem() -> None:
    """An aggregation is one of some texts or any text, so each text is two things at once."""
    query = {"data_source": "network", "query_string": "*", "group_by": ["source"], "limit": 5}
    query["compute"] = {"aggregation": "sum", "metric": "bytes"}
    assert of_widget({"type": "sankey", "requests": [{"request_type": "netflow_sankey", "query": query}]}) == []


@pytest.mark.parametrize(
    ("definition", "problem"),
    [
        (
            {"type": "timeseries", "requests": [{"q": "avg:a{*}", "display_type": "lines"}]},
            (".requests[0].display_type", "'lines'", "Datadog's client knows 'area', 'bars', 'line', 'overlay'"),
        ),
        (
            {"type": "note", "contents": "a"},
            ("", "it has no 'content'", "Datadog's client wants it in NoteWidgetDefinition"),
        ),
        ({"type": "note", "content": 5}, (".content", "5", "Datadog's client wants str")),
        (
            {"type": "unheard_of"},
            ("", "{'type': 'unheard_of'}", "Datadog's client has no form of WidgetDefinition for it"),
        ),
        (
            {"type": "timeseries", "requests": [{"queries": [{"data_source": "x", "name": "q"}]}]},
            (
                ".requests[0].queries[0]",
                "{'data_source': 'x', 'name': 'q'}",
                "Datadog's client has no form of FormulaAndFunctionQueryDefinition for it",
            ),
        ),
        (
            {"type": "group", "layout_type": "ordered", "widgets": [{"definition": {"type": "image"}}]},
            (
                ".widgets[0].definition",
                "it has no 'url'",
                "Datadog's client wants it in ImageWidgetDefinition",
            ),
        ),
    ],
)
def test_what_it_does_not_know_is_named_with_its_place(
    definition: dict[str, Any], problem: tuple[str, str, str]
) -> None:
    path, seen, remedy = problem
    assert of_widget(definition) == [(f"widgets[0].definition{path}", seen, remedy)]


def test_all_of_it_is_named_at_once() -> None:
    requests = [{"q": "avg:a{*}", "display_type": "lines"}, {"q": "avg:a{*}", "on_right_yaxis": "yes"}]
    assert [path for path, *_ in of_widget({"type": "timeseries", "requests": requests, "legend_layout": "round"})] == [
        "widgets[0].definition.requests[0].display_type",
        "widgets[0].definition.requests[1].on_right_yaxis",
        "widgets[0].definition.legend_layout",
    ]


@pytest.mark.parametrize(
    ("kind", "body", "problem"),
    [
        ("dashboard", {"layout_type": "ordered", "widgets": []}, ("", "it has no 'title'")),
        (
            "monitor",
            {"type": "query alert", "query": "avg(last_5m):avg:a{*} > 5", "options": {"thresholds": {"critical": "5"}}},
            ("options.thresholds.critical", "'5'"),
        ),
        ("slo", {"name": "a", "type": "metric"}, ("", "it has no 'thresholds'")),
    ],
)
def test_a_body_of_which_it_makes_nothing_is_refused(kind: str, body: dict[str, Any], problem: tuple[str, str]) -> None:
    with pytest.raises(Refused) as error:
        unparsed(kind, body)
    assert [(each.path, each.seen) for each in error.value.problems] == [problem]


def test_the_body_is_not_touched() -> None:
    body = declared(timeseries("a"), tabs=[TAB])
    before = repr(body)
    unparsed("dashboard", body)
    assert repr(body) == before


@pytest.mark.parametrize("name", sorted(examples().keys() - {"custom"}))
def test_the_client_knows_all_that_a_function_can_make(name: str) -> None:
    assert (
        unparsed("dashboard", {"title": "a", "layout_type": "ordered", "widgets": arranged([examples()[name]])}) == []
    )


# Of 302 real dashboards the client refuses three and does not know 21 parts. These have what no other has.
OF_THEIR_OWN = ("network_device_flows", '"custom"', "transparent_to_green", '"traces"')


def test_what_it_does_not_know_of_real_dashboards_the_types_know_besides() -> None:
    bodies = [body for body in committed().values() if any(word in json.dumps(body) for word in OF_THEIR_OWN)]
    unknown = [problem for body in bodies for problem in unparsed("dashboard", body)]
    print(f"the client does not know {len(unknown)} parts of {len(bodies)} real dashboards")
    assert len(unknown) > len(bodies)
    assert [problem for body in bodies for problem in warnings(body)] == []
