from __future__ import annotations

import pytest

from dogwatch.declare.widgets import EventQuery, formula
from dogwatch.declare.widgets.requests import Formulas, each_query, fitting, histogram
from dogwatch.errors import QuerySyntaxError
from dogwatch.query import metric, week_before

CALLS = metric("calls").where("$env").sum().as_count()
LOAD = metric("load").avg()


def test_a_text_is_one_query_as_it_stands() -> None:
    asked = Formulas("avg:load{$env} / 2")
    assert asked.over_time == {
        "formulas": [{"formula": "query1"}],
        "queries": [{"data_source": "metrics", "name": "query1", "query": "avg:load{$env} / 2"}],
        "response_format": "timeseries",
    }


def test_an_expression_is_a_formula_over_its_queries() -> None:
    asked = Formulas(100 * CALLS / LOAD)
    assert asked.formulas == [{"formula": "100 * query1 / query2"}]
    assert [query["query"] for query in asked.over_time["queries"]] == ["sum:calls{$env}.as_count()", "avg:load{*}"]


def test_queries_of_several_expressions_have_names_of_their_own_and_equals_share_one() -> None:
    asked = Formulas({"now": CALLS, "then": week_before(CALLS), "share": LOAD / CALLS, "text": "avg:x{*}"})
    assert asked.formulas == [
        {"formula": "query1", "alias": "now"},
        {"formula": "week_before(query1)", "alias": "then"},
        {"formula": "query2 / query1", "alias": "share"},
        {"formula": "query3", "alias": "text"},
    ]
    assert [query["name"] for query in asked.over_time["queries"]] == ["query1", "query2", "query3"]


def test_several_without_names_have_no_alias() -> None:
    assert Formulas([CALLS, LOAD]).formulas == [{"formula": "query1"}, {"formula": "query2"}]


def test_a_number_is_made_the_way_that_fits_the_query() -> None:
    percentile = metric("duration").p95()
    asked = Formulas([CALLS, LOAD, percentile]).as_numbers()
    assert [query["aggregator"] for query in asked["queries"]] == ["sum", "avg", "percentile"]
    assert asked["response_format"] == "scalar"
    assert [query["aggregator"] for query in Formulas([CALLS]).as_numbers("max")["queries"]] == ["max"]
    assert fitting("avg:x{*}") == "avg"


def test_a_comparison_with_the_past_stands_around_each_query() -> None:
    assert each_query("100 * query1 / query12", "week_before") == "100 * week_before(query1) / week_before(query12)"


def test_a_distribution_is_asked_for_its_values() -> None:
    query = {"data_source": "metrics", "name": "query1", "query": "histogram:duration{$env,feature:a}"}
    assert histogram(metric("duration").where("$env", feature="a")) == {"request_type": "histogram", "query": query}
    assert histogram("histogram:duration{$env,feature:a}")["query"] == query


@pytest.mark.parametrize("text", ["avgg:load{*}", "avg:load", "avg:a{*}, avg:b{*}", ""])
def test_a_text_is_a_query_that_datadog_reads(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        Formulas({"now": CALLS, "text": text})
    with pytest.raises(QuerySyntaxError):
        histogram(text)
    assert histogram("histogram:load{$env}")["query"]["query"] == "histogram:load{$env}"


def test_queries_of_any_source_stand_beside_each_other_and_equals_share_one() -> None:
    asked = Formulas({"errors": EventQuery("logs", "a"), "calls": CALLS, "again": EventQuery("logs", "a")})
    assert [formula["formula"] for formula in asked.formulas] == ["query1", "query2", "query1"]
    assert [query["data_source"] for query in asked.over_time["queries"]] == ["logs", "metrics"]
    assert "aggregator" not in asked.as_numbers()["queries"][0]


def test_a_formula_is_over_queries_of_any_source_by_their_names() -> None:
    asked = Formulas(formula("100 * failed / all", failed=EventQuery("logs", "a"), all=CALLS / LOAD))
    assert asked.formulas == [{"formula": "100 * query1 / (query2 / query3)"}]
    swapped = Formulas([CALLS, formula("query2 - query1", query1=LOAD, query2=CALLS)])
    assert swapped.formulas == [{"formula": "query1"}, {"formula": "query1 - query2"}]


def test_a_formula_names_each_of_its_queries() -> None:
    with pytest.raises(ValueError, match=r"the formula 'a \* 2' says nothing of 'b'; name each query in it"):
        Formulas(formula("a * 2", a=CALLS, b=LOAD))
