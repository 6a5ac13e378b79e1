from __future__ import annotations

from copy import deepcopy
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.inspect import type_info

from dogwatch.kinds.dashboard.misfit import misfits
from dogwatch.kinds.dashboard.widgets import _definition

QUERY = {"data_source": "metrics", "name": "query1", "query": "avg:a{*}"}


def said(type: str, **fields: Any) -> list[tuple[str, str, str]]:
    definition = {"type": type, "requests": [{"q": "avg:a{*}"}], **fields}
    return [(each.path, each.seen, each.remedy) for each in misfits("", definition, _definition(type))]


@pytest.mark.parametrize(
    ("fields", "misfit"),
    [
        ({"title": 1}, (".title", "1", "write a text")),
        ({"show_legend": 1}, (".show_legend", "1", "write True or False")),
        ({"requests": {}}, (".requests", "{}", "write a list")),
        ({"requests": []}, (".requests", "[]", "write a list of length >= 1")),
        ({"requests": ["q"]}, (".requests[0]", "'q'", "write an object")),
        ({"time": {"value": 0}}, (".time.value", "0", "write a whole number >= 1")),
        ({"markers": [{}]}, (".markers[0]", "it has no value", "add value")),
        ({"legend_layout": "vertikal"}, (".legend_layout", "'vertikal'", "did you mean 'vertical'?")),
        (
            {"legend_layout": "round"},
            (
                ".legend_layout",
                "'round'",
                "known here: 'auto', 'horizontal', 'vertical'; what Datadog has added since is sent as it stands",
            ),
        ),
        ({"titel": "a"}, (".titel", "there is no such field", "did you mean 'title'?")),
        (
            {"requests": [{"queries": [{**QUERY, "data_source": "metric"}]}]},
            (".requests[0].queries[0].data_source", "'metric'", "did you mean 'metrics'?"),
        ),
        (
            {"requests": [{"queries": [{"query": "avg:a{*}", "name": "query1"}]}]},
            (".requests[0].queries[0]", "it has no data_source", "add data_source"),
        ),
        (
            {"requests": [{"queries": [{**QUERY, "querry": 1}]}]},
            (".requests[0].queries[0].querry", "there is no such field", "did you mean 'query'?"),
        ),
        (
            {"requests": [{"queries": [{**QUERY, "aggregator": "mean"}]}]},
            (
                ".requests[0].queries[0].aggregator",
                "'mean'",
                "known here: 'area', 'avg', 'l2norm', 'last', 'max', 'min', 'percentile', 'sum'; "
                "what Datadog has added since is sent as it stands",
            ),
        ),
    ],
)
def test_a_misfit_is_named_with_its_place_and_a_remedy(fields: dict[str, Any], misfit: tuple[str, str, str]) -> None:
    assert said("timeseries", **fields) == [misfit]


def test_all_fields_that_do_not_fit_are_named_at_once() -> None:
    wrong = {"titel": "a", "show_legend": "yes", "requests": [{"q": "avg:a{*}", "style": {"pallete": "warm"}}]}
    assert [path for path, *_ in said("timeseries", **wrong)] == [
        ".requests[0].style.pallete",
        ".titel",
        ".show_legend",
    ]


def test_a_field_that_has_to_be_there_is_named_once() -> None:
    assert [path for path, *_ in said("alert_graph", alert_id=5, viz_type="timeseries")] == [".requests", ".alert_id"]


def test_an_entry_of_a_list_ends_the_search() -> None:
    assert [path for path, *_ in said("timeseries", custom_links=["a", 1])] == [".custom_links[0]"]


def test_objects_with_free_names_are_looked_into() -> None:
    nodes = {"a": {"data_source": "product_analytics", "search": 1}}
    search = {"expression": "a", "node_objects": nodes}
    query = {"data_source": "product_analytics_journey", "name": "q", "search": search, "compute": {"aggregation": "x"}}
    assert [path for path, *_ in said("timeseries", requests=[{"queries": [query]}])] == [
        ".requests[0].queries[0].search.node_objects[…].search"
    ]


def test_long_values_are_cut() -> None:
    ((_, seen, _),) = said("timeseries", title=["x" * 99])
    assert (len(seen), seen[-1]) == (61, "…")


def test_the_definition_is_not_touched() -> None:
    definition = {"type": "note", "content": "a", "colour": "red"}
    before = repr(definition)
    assert len(list(misfits("", definition, _definition("note")))) == 1
    assert repr(definition) == before


def test_of_many_in_one_definition_each_is_told_and_the_definition_stays_as_it_is() -> None:
    request = {"q": "avg:a{*}", "style": {"colour": 1}}
    definition = {"type": "timeseries", "requests": [{**request, f"field{place}": 1} for place in range(100)]}
    before = deepcopy(definition)
    with patch("msgspec.inspect.type_info", wraps=type_info) as looks:
        found = list(misfits("", definition, _definition("timeseries")))
    assert len(found) == 200
    assert definition == before
    assert looks.call_count <= 1  # it takes as long as everything else
