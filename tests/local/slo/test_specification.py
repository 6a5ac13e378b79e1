from typing import Any

import pytest

from tests.local.organisation import Organisation


def count(good: str, queries: dict[str, str], **formulas: str) -> dict[str, Any]:
    named = [{"data_source": "metrics", "name": name, "query": query} for name, query in queries.items()]
    ends = {f"{name}_events_formula": {"formula": formula} for name, formula in formulas.items()}
    return {"count": {"good_events_formula": {"formula": good}, "queries": named, **ends}}


HITS = {"query1": "sum:hits{*}.as_count()", "query2": "sum:errors{*} by {env}.as_count()"}


def test_derives_the_query_from_a_specification_with_a_total():
    sent = count("query1 - query2", HITS, total="query1")
    created = Organisation().created_slo(query=None, sli_specification=sent)
    assert created["sli_specification"] == sent
    assert created["query"] == {
        "numerator": "sum:hits{*}.as_count() - sum:errors{*} by {env}.as_count()",
        "denominator": "sum:hits{*}.as_count()",
    }


def test_the_total_of_good_and_bad_events_is_their_sum():
    created = Organisation().created_slo(query=None, sli_specification=count("query1", HITS, bad="query2"))
    total = "(sum:hits{*}.as_count()) + (sum:errors{*} by {env}.as_count())"
    assert created["query"] == {"numerator": "sum:hits{*}.as_count()", "denominator": total}


def test_derives_the_specification_from_a_query():
    query = {"numerator": "sum:a{x:y}.as_count() - sum:b{*}.as_count()", "denominator": "sum:c{*}.as_count()"}
    created = Organisation().created_slo(query=query)
    assert created["query"] == query
    queries = {"query1": "sum:a{x:y}.as_count()", "query2": "sum:b{*}.as_count()", "query3": "sum:c{*}.as_count()"}
    assert created["sli_specification"] == count("(query1 - query2)", queries, total="query3")


def test_a_query_on_both_sides_gets_one_name():
    query = dict.fromkeys(("numerator", "denominator"), "count(v: v<=0.4):latency{*}.as_count()")
    created = Organisation().created_slo(query=query)
    assert created["sli_specification"] == count("query1", {"query1": query["numerator"]}, total="query1")


@pytest.mark.parametrize(
    "query", [None, {}, "sum:a{*}", {"numerator": "sum:a{*}"}, {"numerator": "", "denominator": ""}]
)
def test_a_metric_slo_needs_a_query(query: object):
    assert Organisation().slo_refusal(query=query) == "Invalid payload: must specify the query for count types"


@pytest.mark.parametrize(
    ("specification", "said"),
    [
        ({}, "must specify the query for count types"),
        (count("query1", HITS), "exactly one of bad_events_formula and total_events_formula"),
        (count("query1", HITS, bad="query2", total="query1"), "exactly one of"),
        (count("query1", {}, total="query1"), "at least one query"),
        (count("query1", HITS, total="query7"), "no query is named query7"),
        (count("", HITS, total="query1"), "must specify good_events_formula"),
        ({"count": {**count("query1", HITS, total="query1")["count"], "queries": [{}]}}, "a name and a query"),
    ],
)
def test_refuses_a_specification_that_measures_nothing(specification: object, said: str):
    assert said in Organisation().slo_refusal(query=None, sli_specification=specification)


def slices(**changes: Any) -> dict[str, Any]:
    query = {"formulas": [{"formula": "query1"}], "queries": [{"name": "query1", "query": "avg:a{*}"}]}
    return {"time_slice": {"comparator": ">", "query": query, "threshold": 5, **changes}}


def test_a_time_slice_lasts_five_minutes_unless_it_says_one():
    organisation = Organisation()
    created = organisation.created_slo(type="time_slice", query=None, sli_specification=slices())
    assert created["sli_specification"]["time_slice"]["query_interval_seconds"] == 300
    assert ("query" in created, created["type_id"]) == (False, 2)
    short = slices(query_interval_seconds=60)
    assert (
        organisation.created_slo(type="time_slice", query=None, sli_specification=short)["sli_specification"] == short
    )


@pytest.mark.parametrize(
    "specification",
    [
        None,
        {},
        slices(comparator="=="),
        slices(threshold="5"),
        slices(threshold=True),
        slices(query={}),
        slices(query={"formulas": [], "queries": [{"name": "query1", "query": "avg:a{*}"}]}),
        slices(query={"formulas": [{"formula": "query1"}], "queries": []}),
        slices(query_interval_seconds=10),
    ],
)
def test_refuses_slices_that_are_none(specification: object):
    organisation = Organisation()
    assert "Invalid payload" in organisation.slo_refusal(type="time_slice", sli_specification=specification)
