from __future__ import annotations

from typing import Any

import pytest

from tests.local.organisation import Organisation

from .conftest import AT

HITS = {"data_source": "metrics", "name": "hits", "query": "sum:hits{*} by {env}.as_count()", "aggregator": "sum"}
ERRORS = {"data_source": "metrics", "name": "errors", "query": "sum:errors{*}.as_count()", "aggregator": "sum"}


def request(kind: str, *queries: dict[str, Any], formulas: list[Any] | None = None, **others: Any) -> dict[str, Any]:
    attributes = {"from": AT * 1000, "to": (AT + 60) * 1000, "queries": list(queries), **others}
    if formulas is not None:
        attributes["formulas"] = formulas
    return {"data": {"type": f"{kind}_request", "attributes": attributes}}


def asked(organisation: Organisation, kind: str, *queries: dict[str, Any], **others: Any) -> Any:
    status, body = organisation.ask("POST", f"/api/v2/query/{kind}", request(kind, *queries, **others))
    assert status == 200, body
    assert body["data"]["type"] == f"{kind}_response"
    return body["data"]["attributes"]


def test_a_timeseries_has_one_axis_for_all_series(organisation: Organisation):
    found = asked(organisation, "timeseries", HITS, ERRORS)
    assert found["times"] == [AT * 1000, (AT + 20) * 1000, (AT + 40) * 1000]
    assert found["series"] == [
        {"group_tags": ["env:dev"], "query_index": 0, "unit": None},
        {"group_tags": ["env:prod"], "query_index": 0, "unit": None},
        {"group_tags": [], "query_index": 1, "unit": None},
    ]
    assert found["values"] == [[30, 70, None], [3, 7, None], [1, None, None]]


def test_queries_of_other_intervals_share_the_axis(organisation: Organisation):
    coarse = {**ERRORS, "query": "sum:errors{*}.as_count().rollup(sum, 30)"}
    found = asked(organisation, "timeseries", {**HITS, "query": "sum:hits{env:prod}.as_count()"}, coarse)
    assert found["times"] == [(AT + seconds) * 1000 for seconds in (0, 20, 30, 40)]
    assert found["values"] == [[3, 7, None, None], [1, None, None, None]]


def test_an_interval_may_be_asked_for(organisation: Organisation):
    found = asked(organisation, "timeseries", HITS, interval=10_000)
    assert found["values"][1][:4] == [1, 2, 3, 4]


def test_formulas_calculate_with_queries(organisation: Organisation):
    hits = {**HITS, "query": "sum:hits{env:prod}.as_count()"}
    found = asked(organisation, "timeseries", hits, ERRORS, formulas=[{"formula": "errors / hits * 100"}])
    assert [series["query_index"] for series in found["series"]] == [0]
    assert found["values"][0][0] == pytest.approx(100 / 3)


def test_a_scalar_has_columns_of_groups_and_of_numbers(organisation: Organisation):
    found = asked(organisation, "scalar", HITS, formulas=[{"formula": "hits"}, {"formula": "hits * 2"}])
    assert found["columns"] == [
        {"name": "env", "type": "group", "values": [["dev"], ["prod"]]},
        {"name": "hits", "type": "number", "values": [100, 10], "meta": {"unit": None}},
        {"name": "hits * 2", "type": "number", "values": [200, 20], "meta": {"unit": None}},
    ]


def test_a_scalar_without_formulas_has_a_column_for_each_query(organisation: Organisation):
    found = asked(organisation, "scalar", {**HITS, "aggregator": "max"}, ERRORS)
    assert [(column["name"], column["values"]) for column in found["columns"]] == [
        ("env", [["dev"], ["prod"], ["N/A"]]),
        ("hits", [70, 7, None]),
        ("errors", [None, None, 1]),
    ]


@pytest.mark.parametrize(("order", "env"), [("desc", "dev"), ("asc", "prod")])
def test_a_formula_may_be_limited(organisation: Organisation, order: str, env: str):
    formula = {"formula": "hits", "limit": {"count": 1, "order": order}}
    assert asked(organisation, "scalar", HITS, formulas=[formula])["columns"][0]["values"] == [[env]]


def test_a_query_without_a_name_is_called_by_its_place(organisation: Organisation):
    unnamed = {key: value for key, value in HITS.items() if key != "name"}
    assert asked(organisation, "scalar", unnamed)["columns"][1]["name"] == "query1"


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"queries": []}, 400, "'queries' is required"),
        ({"queries": "hits"}, 400, "'queries' is invalid"),
        ({"queries": [{**HITS, "data_source": "logs"}]}, 501, "not emulated: queries of the data source logs"),
        ({"queries": [{**HITS, "query": None}]}, 400, "'query' is required"),
        ({"queries": [{**HITS, "query": "sum:hits{*"}]}, 400, "Error parsing query"),
        ({"queries": [{**HITS, "query": "sum:a{*}, sum:b{*}"}]}, 400, "several expressions"),
        ({"queries": [{**HITS, "aggregator": "median"}]}, 400, "'aggregator' is invalid"),
        ({"queries": [{**HITS, "name": 7}]}, 400, "'name' is invalid"),
        ({"queries": [HITS, HITS]}, 400, "'name' is invalid"),
        (
            {"formulas": [{"formula": "nosuch"}]},
            400,
            "The formula 'nosuch' names nosuch; the queries of the request are ",
        ),
        ({"formulas": [{"formula": "a + hits - b / a"}]}, 400, "names a, b; the queries of the request are hits"),
        ({"formulas": [{"formula": "hits +"}]}, 400, "Error parsing query"),
        ({"formulas": [{}]}, 400, "'formula' is required"),
        ({"formulas": [{"formula": "hits", "limit": {"count": 0}}]}, 400, "'limit' is invalid"),
        ({"formulas": [{"formula": "hits", "limit": {"order": "up"}}]}, 400, "'limit' is invalid"),
        ({"from": None}, 400, "'from' is required"),
        ({"to": "now"}, 400, "'to' is invalid"),
        ({"to": AT * 1000}, 400, "not later than from"),
        ({"from": 0, "to": 1000}, 400, "Queries ending outside the retention date are invalid"),
        ({"interval": True}, 400, "'interval' is invalid"),
        ({"interval": 10**28}, 400, "'interval' is invalid: it is longer than 1500 days"),
    ],
)
@pytest.mark.parametrize("kind", ["timeseries", "scalar"])
def test_refuses_what_it_cannot_answer(
    organisation: Organisation, kind: str, changes: dict[str, Any], status: int, says: str
):
    body = request(kind, HITS)
    body["data"]["attributes"].update(changes)
    answered, given = organisation.ask("POST", f"/api/v2/query/{kind}", body)
    assert answered == status
    assert says in given["errors"][0]


@pytest.mark.parametrize("data", [None, [], {"type": "scalar"}, {"type": "timeseries_request"}])
def test_refuses_what_is_no_request(organisation: Organisation, data: object):
    assert organisation.ask("POST", "/api/v2/query/timeseries", {"data": data})[0] == 400
