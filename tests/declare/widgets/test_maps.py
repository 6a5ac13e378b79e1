from __future__ import annotations

from dogwatch.declare.widgets import EventQuery, geomap, heatgrid, hostmap, point_plot, scatterplot
from dogwatch.query import metric

from .test_graphs import definition

LOAD = metric("load").avg().by("host")
MEMORY = metric("memory").avg().by("host")


def test_a_map_shows_countries() -> None:
    shown = definition(geomap("Where", EventQuery("rum", by=["@geo.country_iso_code"]), formats={"> 5": "red"}))
    assert shown["view"] == {"focus": "WORLD"}
    assert shown["requests"][0]["conditional_formats"][0]["value"] == 5


def test_hosts_are_coloured_and_sized() -> None:
    requests = definition(hostmap("Hosts", LOAD, size=MEMORY, group_by=["region"], fill_max=0.5))["requests"]
    (values,) = requests["enrichments"]
    assert [(each["dimension"], each["formula"]) for each in values["formulas"]] == [
        ("fill", "query1"),
        ("size", "query2"),
    ]
    assert requests["group_by"] == [{"column": "region"}]
    assert (requests["style"]["fill_max"], "fill_min" in requests["style"]) == (0.5, False)


def test_points_have_two_values_or_more() -> None:
    shown = definition(scatterplot("Hosts", LOAD, MEMORY, color=LOAD, xaxis={"label": "load"}))
    table = shown["requests"]["table"]
    assert [each["dimension"] for each in table["formulas"]] == ["x", "y", "color"]
    assert len(table["queries"]) == 2
    assert shown["xaxis"] == {"label": "load"}


def test_events_are_points_by_their_attributes() -> None:
    (request,) = definition(point_plot("Slow", "spans", "service:a", "@duration", group="service"))["requests"]
    assert request["projection"] == {
        "type": "point_plot",
        "dimensions": [
            {"column": "timestamp", "dimension": "time"},
            {"column": "@duration", "dimension": "y"},
            {"column": "service", "dimension": "group"},
        ],
    }


def test_a_grid_is_ordered_by_value_or_by_label() -> None:
    by_value, by_label = heatgrid("Grid", LOAD), heatgrid("Grid", LOAD, sort_by="label", order="asc")
    assert definition(by_value)["sort"]["sort_by"] == {"property": "value", "aggregation": "avg", "order": "desc"}
    assert definition(by_label)["sort"]["sort_by"] == {"property": "label", "order": "asc"}
