from __future__ import annotations

from dogwatch.declare.widgets import Column, bar_chart, query_table, query_value, toplist
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


def test_what_is_no_condition_is_wrong() -> None:
    (wrong,) = query_value("Calls", CALLS, formats={"5": "white_on_red"}).wrong
    assert (wrong.subject, wrong.seen) == ("query_value 'Calls'", "'5' is no condition")
    assert wrong.remedy == "write a comparison with a number, as in '> 0.01'"


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


def test_a_column_says_how_its_cells_are_shown() -> None:
    columns = {"Calls": Column(CALLS, display="bar", unit="request", formats={"> 5": "red"}), "Twice": CALLS * 2}
    (request,) = definition(query_table("Services", columns, formats={"Calls": {"> 9": "red"}}))["requests"]
    calls, twice = request["formulas"]
    assert (calls["cell_display_mode"], calls["number_format"]["unit"]["unit_name"]) == ("bar", "request")
    assert [format["value"] for format in calls["conditional_formats"]] == [5]
    assert not twice.keys() & {"cell_display_mode", "number_format"}


def test_bars_are_stacked_where_that_is_asked_for() -> None:
    assert "style" not in definition(bar_chart("Calls", CALLS.by("service")))
    shown = definition(bar_chart("Calls", CALLS.by("service"), display="stacked", scaling="relative", order="asc"))
    assert shown["style"] == {"display": {"type": "stacked"}, "scaling": "relative"}
    assert shown["requests"][0]["sort"]["order_by"][0]["order"] == "asc"


def test_a_number_may_have_its_course_behind_it() -> None:
    assert definition(query_value("Calls", CALLS, background="bars"))["timeseries_background"] == {"type": "bars"}
