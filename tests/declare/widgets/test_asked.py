from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.widgets.asked import asked
from dogwatch.query import LANGUAGES

SEARCH = {"search": {"query": "a:b"}}
METRICS = {"data_source": "metrics", "name": "m", "query": "avg:a{*}"}


def seen(definition: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = list(asked(definition))
    assert {each.kind for each in found} <= set(LANGUAGES)
    return [(each.path, each.kind, each.text) for each in found]


@pytest.mark.parametrize(
    ("request_", "texts"),
    [
        ({"q": "avg:a{*}"}, [("q", "dashboard_q", "avg:a{*}")]),
        ({"queries": [METRICS]}, [("queries[0].query", "dashboard_query", "avg:a{*}")]),
        (
            {"queries": [{**METRICS, "data_source": "cloud_cost"}]},
            [("queries[0].query", "dashboard_query", "avg:a{*}")],
        ),
        (
            {"queries": [{"data_source": "logs", "name": "l", **SEARCH}]},
            [("queries[0].search.query", "dashboard_search", "a:b")],
        ),
        ({"formulas": [{"formula": "m"}]}, [("formulas[0].formula", "formula", "m")]),
        ({"query": {"query_string": "a"}}, [("query.query_string", "list_stream_query", "a")]),
        ({"query": METRICS}, [("query.query", "dashboard_query", "avg:a{*}")]),
        ({"log_query": SEARCH}, [("log_query.search.query", "dashboard_old_search", "a:b")]),
        ({"event_query": {"search": "a:b"}}, [("event_query.search", "dashboard_old_search", "a:b")]),
        # Of other languages.
        ({"queries": [{"data_source": "process", "name": "p", "text_filter": "a("}]}, []),
        ({"queries": [{"data_source": "product_analytics_extended", "query": {"data_source": "x"}}]}, []),
        ({"process_query": {"search_by": "a("}}, []),
    ],
)
def test_the_texts_of_a_request(request_: dict[str, Any], texts: list[tuple[str, str, str]]) -> None:
    assert seen({"type": "timeseries", "requests": [request_]}) == [
        (f"requests[0].{path}", kind, text) for path, kind, text in texts
    ]


def test_requests_may_have_names_and_stand_alone() -> None:
    named = {"type": "scatterplot", "requests": {"x": {"q": "avg:a{*}"}, "table": {"queries": [METRICS]}}}
    assert [path for path, *_ in seen(named)] == ["requests.x.q", "requests.table.queries[0].query"]
    alone = {"type": "treemap", "requests": {"log_query": SEARCH}}
    assert [path for path, *_ in seen(alone)] == ["requests.log_query.search.query"]


@pytest.mark.parametrize("type", ["event_stream", "event_timeline", "log_stream", "manage_status"])
def test_lists_have_one_of_their_own(type: str) -> None:
    assert seen({"type": type, "query": "a"}) == [("query", "widget_query", "a")]


def test_events_and_the_graph_of_a_split_are_asked_too() -> None:
    graph = {"type": "timeseries", "events": [{"q": "a"}]}
    assert seen(graph) == [("events[0].q", "event_overlay_q", "a")]
    split = {"type": "split_group", "source_widget_definition": graph}
    assert seen(split) == [("source_widget_definition.events[0].q", "event_overlay_q", "a")]


def test_formulas_know_the_names_of_their_request_unless_a_query_has_none() -> None:
    request = {"formulas": [{"formula": "m"}], "queries": [METRICS]}
    assert [each.names for each in asked({"requests": [request]}) if each.kind == "formula"] == [{"m"}]
    unnamed = {**request, "queries": [METRICS, {"data_source": "metrics", "query": "avg:a{*}"}]}
    assert [each.names for each in asked({"requests": [unnamed]}) if each.kind == "formula"] == [None]


def test_what_has_another_shape_is_for_other_rules() -> None:
    assert seen({"type": "timeseries", "requests": 3, "events": ["a", {"q": 1}]}) == []
    assert seen({"type": "timeseries", "requests": [3, {"q": 1, "queries": ["a"], "formulas": [None]}]}) == []
