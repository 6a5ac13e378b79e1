from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.local.organisation import Organisation

from .conftest import AT


def asked(organisation: Organisation, query: str, **window: int) -> Any:
    status, body = organisation.ask("GET", "/api/v1/query", query=query, **{"from": AT, "to": AT + 60, **window})
    assert status == 200, body
    return body


def test_answers_points_of_a_group_each(organisation: Organisation):
    query = "sum:hits{*} by {env}.as_count()"
    body = asked(organisation, query)
    prod = next(series for series in body.pop("series") if series["tag_set"] == ["env:prod"])
    assert body == {
        "status": "ok",
        "res_type": "time_series",
        "resp_version": 1,
        "query": query,
        "from_date": AT * 1000,
        "to_date": (AT + 60) * 1000,
        "values": [],
        "times": [],
        "message": "",
        "group_by": ["env"],
    }
    assert prod == {
        "unit": None,
        "query_index": 0,
        "aggr": "sum",
        "metric": "hits",
        "tag_set": ["env:prod"],
        "expression": query,
        "scope": "env:prod",
        "interval": 20,
        "length": 3,
        "start": AT * 1000,
        "end": (AT + 59) * 1000,
        "pointlist": [[AT * 1000, 3.0], [(AT + 20) * 1000, 7.0], [(AT + 40) * 1000, None]],
        "display_name": "hits",
        "attributes": {},
    }


def test_calculates_and_takes_several_expressions(organisation: Organisation):
    body = asked(organisation, "sum:errors{*}.as_count() / sum:hits{env:prod}.as_count(), sum:hits{env:dev}.as_count()")
    first, second = body["series"]
    assert first["pointlist"][0][1] == pytest.approx(1 / 3)
    assert (first["query_index"], second["query_index"], second["scope"]) == (0, 1, "env:dev")
    assert [value for _, value in second["pointlist"]] == [30, 70, None]


def test_a_metric_that_nobody_sent_has_no_series(organisation: Organisation):
    assert asked(organisation, "avg:nosuch{*}")["series"] == []


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ({"query": None}, 400, "The parameter 'query' is required"),
        ({"from": None}, 400, "The parameter 'from' is required"),
        ({"to": "soon"}, 400, "parameter 'to' is invalid"),
        ({"to": AT}, 400, "not later than from"),
        ({"from": 0}, 400, "longer than 1500 days"),
        ({"to": AT * 1000}, 400, "parameter 'to' is invalid"),
        ({"query": "avg:hits{*"}, 400, "Error parsing query"),
        ({"query": "avg:hits{$env}"}, 501, "template variable without a value"),
        ({"query": "p95:hits{*}"}, 501, "which has no p95"),
    ],
)
def test_refuses_what_it_cannot_answer(organisation: Organisation, words: dict[str, Any], status: int, says: str):
    query = {"query": "avg:hits{*}", "from": AT, "to": AT + 60, **words}
    answered, body = organisation.ask("GET", "/api/v1/query", **{k: v for k, v in query.items() if v is not None})
    assert answered == status
    assert says in body["errors"][0]


def test_a_bucket_that_begins_before_the_window_is_left_out(organisation: Organisation):
    """Recorded: a day from 1641343852 on has its first point at 1641344100, its last at 1641430200."""
    begin, end = 1641343852, 1641430252
    points = [[at, 1] for at in range(begin - 600, end, 60)]
    old = Organisation(lambda: datetime.fromtimestamp(end, UTC))
    old.ask("POST", "/api/v1/series", {"series": [{"metric": "cpu", "points": points}]})
    (series,) = asked(old, "cpu{*}", **{"from": begin, "to": end})["series"]
    assert (series["interval"], series["length"], series["aggr"]) == (300, 288, None)
    assert (series["start"], series["end"]) == (1641344100000, 1641430499000)
