from __future__ import annotations

from dogwatch.draw.figures.query_value import query_value
from dogwatch.draw.units import Unit
from tests.draw.figures.bodies import asking
from tests.draw.samples import data, store, view

HITS = data(store(("page.hits", ["env:prod"], "count", [2.0] * 30)))
QUERY = {"a": "sum:page.hits{$env}.as_count()"}


def test_is_the_value_over_the_window_in_its_unit() -> None:
    figure = query_value(asking("query_value", QUERY), HITS, view())
    assert (figure.value, figure.unit) == (60, Unit("request"))


def test_a_unit_of_ones_own_stands_before_the_metrics() -> None:
    figure = query_value(asking("query_value", QUERY, custom_unit="%", precision=1, autoscale=False), HITS, view())
    assert (figure.unit, figure.precision, figure.scales) == (Unit(label="%"), 1, False)


def test_wears_the_first_format_that_fits() -> None:
    formats = [
        {"comparator": ">", "value": 50, "palette": "white_on_red"},
        {"comparator": ">", "value": 5, "palette": "white_on_green"},
    ]
    figure = query_value(asking("query_value", QUERY, {"formula": "a", "conditional_formats": formats}), HITS, view())
    assert figure.look.palette == "white_on_red"


def test_has_its_values_over_time_behind_it_where_it_is_asked_for() -> None:
    plain = query_value(asking("query_value", QUERY), HITS, view())
    behind = query_value(asking("query_value", QUERY, timeseries_background={"type": "bars"}), HITS, view())
    assert plain.behind == ()
    assert sum(value or 0 for value in behind.behind) == 60


def test_without_data_it_is_none_and_no_zero() -> None:
    figure = query_value(asking("query_value", {"a": "sum:nothing{*}.as_count()"}), HITS, view())
    assert figure.value is None
