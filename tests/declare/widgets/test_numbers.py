from __future__ import annotations

import pytest

from dogwatch.declare.widgets import query_table, query_value, toplist
from dogwatch.query import metric

from .test_graphs import definition

CALLS = metric("calls").sum().as_count()


def test_one_number_has_its_own_unit_or_a_given_one() -> None:
    shown = definition(query_value("Calls", CALLS))
    assert shown["autoscale"] is True
    assert "custom_unit" not in shown
    given = definition(query_value("Share", CALLS, unit="%", precision=2))
    assert (given["autoscale"], given["custom_unit"], given["precision"]) == (False, "%", 2)


def test_formats_colour_a_number() -> None:
    (request,) = definition(query_value("Calls", CALLS, formats={"> 5": "white_on_red", "<=0.5": "white_on_green"}))[
        "requests"
    ]
    assert request["conditional_formats"] == [
        {"comparator": ">", "value": 5, "palette": "white_on_red"},
        {"comparator": "<=", "value": 0.5, "palette": "white_on_green"},
    ]


def test_what_is_no_condition_is_refused() -> None:
    with pytest.raises(ValueError, match="'5' is no condition"):
        query_value("Calls", CALLS, formats={"5": "white_on_red"})


def test_a_toplist_is_sorted_and_cut() -> None:
    (request,) = definition(toplist("Most", CALLS.by("service"), count=5, formats={"> 5": "red"}))["requests"]
    assert request["sort"] == {"count": 5, "order_by": [{"type": "formula", "index": 0, "order": "desc"}]}
    assert request["conditional_formats"][0]["palette"] == "red"


def test_a_table_has_a_column_per_query() -> None:
    columns = {"Calls": CALLS.by("service"), "p95": metric("duration").p95().by("service")}
    (request,) = definition(query_table("Services", columns, formats={"p95": {"> 1": "red"}}))["requests"]
    assert [formula["alias"] for formula in request["formulas"]] == ["Calls", "p95"]
    assert [formula["conditional_formats"] for formula in request["formulas"]] == [
        [],
        [{"comparator": ">", "value": 1, "palette": "red"}],
    ]
