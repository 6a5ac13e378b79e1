from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dogwatch.adopt.code import Call
from dogwatch.adopt.drawn import drawn
from dogwatch.adopt.printer import one_line
from dogwatch.adopt.readers import READERS
from dogwatch.kinds import DASHBOARD, Body
from tests.corpus import corpus


def code(definition: Body) -> str | None:
    found = drawn(definition, lambda kind, id: id)
    return one_line(found[0]) if found else None


def asked(*formulas: Body, data_source: str = "metrics", **fields: Any) -> Body:
    queries = [
        {"data_source": data_source, "name": f"query{number}", "query": f"sum:a{number}{{$env}}"}
        for number in range(1, len(formulas) + 1)
    ]
    return {"formulas": list(formulas), "queries": queries, "response_format": "timeseries", **fields}


def timeseries(*requests: Body, **fields: Any) -> Body:
    return {"type": "timeseries", "title": "T", "show_legend": True, "requests": list(requests), **fields}


ONE, TWO = {"formula": "query1"}, {"formula": "query2"}
LINE = {"display_type": "line"}
A1, A2 = 'metric("a1").where("$env").sum()', 'metric("a2").where("$env").sum()'
EVENTS = {
    "data_source": "logs",
    "name": "query1",
    "search": {"query": "status:error"},
    "compute": {"aggregation": "count"},
    "group_by": [{"facet": "host", "limit": 10, "sort": {"aggregation": "count", "order": "desc"}}],
    "indexes": ["*"],
}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({"type": "note", "content": "a", "vertical_align": "top"}, 'widgets.note("a")'),
        (
            {
                "type": "note",
                "content": "a",
                "vertical_align": "center",
                "font_size": "18",
                "show_tick": True,
                "tick_edge": "top",
            },
            'widgets.note("a", font=18, vertical_align="center", tick="top")',
        ),
        ({"type": "note", "content": "a"}, None),  # nobody said where the text stands
        ({"type": "free_text", "text": "a", "color": "#fff"}, 'widgets.free_text("a", color="#fff")'),
        ({"type": "image", "url": "u", "sizing": "contain"}, 'widgets.image("u", sizing="contain")'),
        ({"type": "image", "url": "u", "sizing": "zoom"}, None),  # check takes only what is known
        ({"type": "iframe", "url": "u"}, 'widgets.iframe("u")'),
        (timeseries(asked({"formula": "query1"}, **LINE)), f'widgets.timeseries("T", {A1})'),
        (
            timeseries(asked({"formula": "query1", "alias": "x"}, {"formula": "query2", "alias": "y"}, **LINE)),
            f'widgets.timeseries("T", {{"x": {A1}, "y": {A2}}})',
        ),
        (
            timeseries(asked({"formula": "query1"}, {"formula": "query2"}, **LINE)),
            f'widgets.timeseries("T", [{A1}, {A2}])',
        ),
        (
            timeseries(
                {
                    **asked({"formula": "query1"}, {"formula": "query2"}, **LINE),
                    "formulas": [{"formula": "query1 / query2"}],
                }
            ),
            f'widgets.timeseries("T", widgets.formula("query1 / query2", query1={A1}, query2={A2}))',
        ),
        (
            timeseries({**asked({"formula": "query1"}, **LINE), "queries": [EVENTS]}),
            'widgets.timeseries("T", widgets.EventQuery("logs", "status:error", by=["host"]))',
        ),
        (
            timeseries(
                asked({"formula": "query1"}, display_type="bars", style={"palette": "warm"}), time={"live_span": "1h"}
            ),
            f'widgets.timeseries("T", {A1}, display="bars", palette="warm", time="1h")',
        ),
        (
            timeseries(
                asked({"formula": "query1"}, **LINE),
                markers=[{"value": "y = 5", "display_type": "error dashed", "label": " L "}],
            ),
            f'widgets.timeseries("T", {A1}, markers=[widgets.Marker(5, label="L")])',
        ),
        (timeseries(asked({"formula": "query1", "alias": "x"}, {"formula": "query2"}, **LINE)), None),
        (timeseries(asked({"formula": "query1", "style": {"palette": "warm"}}, **LINE)), None),
        (timeseries({"q": "avg:a{*}", **LINE}), None),
        ({**timeseries(asked({"formula": "query1"}, **LINE)), "title": None}, None),
        ({**timeseries(asked({"formula": "query1"}, **LINE)), "new": 1}, None),
        (timeseries(asked({"formula": "query1"}, new=1, **LINE)), None),
        (
            {"type": "alert_graph", "title": "A", "alert_id": "4711", "viz_type": "toplist"},
            'widgets.alert_graph("A", "4711", shown_as="toplist")',
        ),
        ({"type": "group", "title": "G", "layout_type": "ordered"}, 'widgets.group("G", [])'),
        ({"type": "no_such_type"}, None),
        ({"type": "note", "content": 5, "vertical_align": "top"}, None),
        ({"type": "timeseries", "title": "T", "requests": "none"}, None),
    ],
)
def test_a_definition_is_a_call_only_where_that_gives_the_same(definition: Body, expected: str | None) -> None:
    assert code(definition) == expected


def number(**fields: Any) -> Body:
    request = asked({"formula": "query1"}, response_format="scalar", **fields)
    request["queries"][0]["aggregator"] = "avg"
    return request


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (
            {
                "type": "query_value",
                "title": "T",
                "autoscale": True,
                "precision": 2,
                "requests": [number(conditional_formats=[{"comparator": ">", "value": 5, "palette": "red"}])],
            },
            f'widgets.query_value("T", {A1}, precision=2, formats=[widgets.Format("> 5", "red")])',
        ),
        (
            {
                "type": "toplist",
                "title": "T",
                "requests": [number(sort={"count": 5, "order_by": [{"type": "formula", "index": 0, "order": "asc"}]})],
            },
            f'widgets.toplist("T", {A1}, count=5, order="asc")',
        ),
        ({"type": "toplist", "title": "T", "requests": [number()]}, f'widgets.toplist("T", {A1}, count=None)'),
    ],
)
def test_numbers_are_calls_too(definition: Body, expected: str) -> None:
    assert code(definition) == expected


def test_queries_become_numbers_alike_as_texts_and_by_the_builder() -> None:
    request = number()
    request["queries"][0] |= {"query": "p95:a{*}", "aggregator": "percentile"}

    assert code({"type": "query_value", "title": "T", "autoscale": True, "requests": [request]}) == (
        'widgets.query_value("T", metric("a").p95(), aggregator="percentile")'
    )


def widgets_in(listed: list[Body]) -> Iterator[Body]:
    for widget in listed:
        definition = widget["definition"]
        yield {name: item for name, item in definition.items() if name != "widgets"}
        yield from widgets_in(definition.get("widgets") or [])


def test_half_of_the_published_widgets_are_calls() -> None:
    """It says how many, so that a function that makes fewer is seen."""
    drawn_by, all_of = Counter[str](), Counter[str]()
    for file in sorted(corpus("dashboards").rglob("*.json")):
        body = json.loads(file.read_text(encoding="utf-8"))
        for definition in widgets_in(DASHBOARD.marks.said(body)["widgets"]) if "title" in body else ():
            all_of[definition["type"]] += 1
            found = drawn(definition, lambda kind, id: id)
            drawn_by[definition["type"]] += isinstance(found and found[0], Call)
    print({type: f"{count} of {all_of[type]}" for type, count in drawn_by.most_common(12)})
    assert drawn_by.total() > all_of.total() / 2


def test_there_is_a_reader_for_the_widgets_that_people_have_most() -> None:
    assert {"timeseries", "query_value", "note", "group", "toplist", "query_table", "image"} < READERS.keys()
