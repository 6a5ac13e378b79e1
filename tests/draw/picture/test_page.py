from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from dogwatch.draw import Picture, page, picture
from tests.draw.samples import NOW, data, store

SVG = "{http://www.w3.org/2000/svg}"
HITS = data(
    store(
        ("page.hits", ["env:prod", "route:a"], "count", [3.0] * 30),
        ("page.hits", ["env:prod", "route:b"], "count", [1.0] * 30),
        ("page.time", ["env:prod"], "distribution", [0.1, 0.2, 0.4] * 10),
    )
)
GRAPH = {"type": "timeseries", "title": "Hits", "requests": [{"q": "sum:page.hits{*} by {route}.as_count()"}]}
LIST = {"type": "toplist", "title": "Routes", "requests": [{"q": "sum:page.hits{*} by {route}.as_count()"}]}


def drawn(*definitions: dict[str, Any], changed: frozenset[str] = frozenset(), title: str = "Mail") -> Picture:
    widgets = [
        {"definition": each, "layout": {"x": 0, "y": 4 * number, "width": 6, "height": 4}}
        for number, each in enumerate(definitions)
    ]
    return picture(page({"title": title, "layout_type": "ordered", "widgets": widgets}, HITS, NOW), changed)


def texts(picture: Picture) -> list[str]:
    return [text for each in fromstring(picture.text).iter(f"{SVG}text") if (text := "".join(each.itertext()))]


def card(picture: Picture, name: str) -> Element:
    """The card of a widget by its name."""
    [found] = [each for each in fromstring(picture.text).iter(f"{SVG}g") if each.get("data-widget") == name]
    return found


def test_is_xml_of_svg_alone_in_colours_that_are_written_out() -> None:
    made = drawn(GRAPH, LIST)
    assert {each.tag.startswith(SVG) for each in fromstring(made.text).iter()} == {True}
    assert "var(" not in made.text
    assert "http" not in made.text.replace("http://www.w3.org/2000/svg", "")


def test_says_how_large_it_is() -> None:
    made = drawn(GRAPH)
    root = fromstring(made.text)
    assert (root.get("width"), root.get("height")) == (str(made.width), str(made.height))


def test_the_same_page_is_the_same_picture() -> None:
    assert drawn(GRAPH, LIST) == drawn(GRAPH, LIST)


def test_a_graph_has_its_lines_and_its_legend() -> None:
    made = drawn(GRAPH)
    assert {"Hits", "route:a", "route:b", "avg"} <= set(texts(made))
    assert (
        len([each for each in fromstring(made.text).iter(f"{SVG}path") if "line series" in each.get("class", "")]) == 4
    )


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        (LIST, {"Routes", "a", "b", "3 requests", "1 requests"}),
        (
            {"type": "query_value", "requests": [{"q": "sum:page.hits{*}.as_count()", "aggregator": "sum"}]},
            {"120 requests"},
        ),
        ({"type": "query_table", "requests": [{"q": "sum:page.hits{*} by {route}.as_count()"}]}, {"route", "a", "b"}),
        ({"type": "note", "content": "# Read *this*\n\n- one\n- two"}, {"Read this", "• one", "• two"}),
        ({"type": "note", "content": "| a | b |\n|---|---|\n| c | d |"}, {"a | b", "c | d"}),
        ({"type": "free_text", "text": "as *it* stands"}, {"as *it* stands"}),
        (
            {"type": "log_stream"},
            {"A widget of type log_stream is not drawn here: logs are not kept here."},
        ),
        ({"type": "event_stream", "query": "x"}, {"No events"}),
        ({"type": "timeseries", "requests": [{"q": "sum:nothing.here{*}"}]}, {"No data"}),
        ({"type": "distribution", "requests": [{"q": "avg:page.time{*}"}]}, {"200 ms"}),
        ({"type": "heatmap", "title": "Heat", "requests": [{"q": "avg:page.time{*}"}]}, {"Heat"}),
        ({"type": "slo", "slo_id": "none", "title": "Promise"}, {"Promise", "the SLO none is not known here"}),
    ],
)
def test_widgets_say_what_they_say_on_pages(definition: dict[str, Any], said: set[str]) -> None:
    assert said <= set(texts(drawn(definition)))


def test_what_is_not_drawn_says_why() -> None:
    broken = {
        "type": "timeseries",
        "requests": [{"q": "sum:page.hits{*}"}, {"q": "anomalies(avg:page.hits{*}, 'basic', 2)"}],
    }
    assert any("anomalies" in text for text in texts(drawn(broken)))


def test_a_group_is_as_high_as_what_it_holds() -> None:
    inside = [{"definition": GRAPH, "layout": {"x": 0, "y": 4 * row, "width": 12, "height": 4}} for row in range(3)]
    group = {"type": "group", "title": "All", "layout_type": "ordered", "widgets": inside}
    alone, three = drawn(GRAPH), drawn(group)
    assert "All" in texts(three)
    assert three.height > 3 * 4 * 84 > alone.height


def test_a_list_with_more_rows_than_have_room_says_how_many_are_left_out() -> None:
    many = data(store(*[("page.hits", [f"route:r{number:02}"], "count", [1.0]) for number in range(40)]))
    query = {"name": "a", "data_source": "metrics", "query": "sum:page.hits{*} by {route}.as_count()"}
    request = {"queries": [query], "formulas": [{"formula": "a", "limit": {"count": 40}}]}
    body = {"title": "x", "widgets": [{"definition": {**LIST, "requests": [request]}}]}
    said = texts(picture(page(body, many, NOW)))
    [more] = [text for text in said if re.fullmatch(r"and \d+ more", text)]
    assert int(more.split()[1]) + sum(text.startswith("r") for text in said) == 40


def test_what_has_changed_has_a_border() -> None:
    made = drawn(GRAPH, LIST, changed=frozenset({"1"}))
    assert [each.get("class") for each in card(made, "1")].count("changed") == 1
    assert "changed" not in [each.get("class") for each in card(made, "0")]


HOSTILE = [
    "<script>alert(1)</script>",
    "</text></svg><script>",
    "\"' onload=alert(1)",
    "a\x00b\x1bc\ud800d",
    "]]>&amp;<!--",
    "x" * 9000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_dashboard_becomes_markup(text: str) -> None:
    note = {"type": "note", "content": text}
    plain = {"type": "free_text", "text": text}
    made = drawn({**GRAPH, "title": text}, note, plain, {**LIST, "title": text}, title=text)
    tags = {each.tag.removeprefix(SVG) for each in fromstring(made.text.encode()).iter()}
    assert tags <= {"svg", "g", "title", "style", "rect", "path", "text"}
    assert not any(name.startswith("on") for each in fromstring(made.text).iter() for name in each.attrib)
