from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.draw import Data, page, painted
from dogwatch.draw.asked import bodies
from dogwatch.draw.figures.box import Box
from dogwatch.draw.figures.drawn import drawn
from dogwatch.draw.paint.widget import painted_figure
from dogwatch.measure import Store
from tests.corpus import corpus
from tests.draw.samples import NOW, data, store, view

EMPTY = data(store())
KEYS = (
    *("requests", "queries", "formulas", "formula", "query", "data_source", "name", "q", "style", "yaxis", "markers"),
    *("value", "time", "sort", "order_by", "limit", "title", "custom_unit", "legend_columns", "metadata", "events"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3) | st.sampled_from(["avg:a{*}", "y = 1", "q"]),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.sampled_from(KEYS), below, max_size=4),
    max_leaves=8,
)
KINDS = (
    "timeseries",
    "query_value",
    "toplist",
    "heatmap",
    "distribution",
    "query_table",
    "change",
    "slo",
    "slo_list",
    "note",
    "manage_status",
)


def test_a_kind_that_is_not_drawn_is_a_box_that_names_it() -> None:
    figure = drawn({"type": "funnel", "title": "Hosts"}, EMPTY, view())
    assert isinstance(figure, Box)
    assert figure.reasons == ("A widget of type funnel is not drawn here.",)
    assert figure.heading.title == "Hosts"


def test_a_box_shows_the_definition_and_leads_to_the_page_of_another_host() -> None:
    new = {"type": "brand_new", "title": "New", "what": {"ever": ["<script>"]}}
    text = painted_figure(drawn(new, EMPTY, view()))
    assert "&quot;ever&quot;: [\n      &quot;&lt;script&gt;&quot;" in text
    image = painted_figure(drawn({"type": "image", "url": "https://example.com/a.png"}, EMPTY, view()))
    assert '<a href="https://example.com/a.png" rel="noreferrer">' in image
    assert "<a" not in painted_figure(drawn({"type": "iframe", "url": "javascript:alert(1)"}, EMPTY, view()))


def test_what_is_rare_is_a_table_or_a_list_and_says_so() -> None:
    hits = data(store(("hits", ["host:a"], "count", [2.0] * 10), ("size", ["host:a"], "gauge", [3.0] * 10)))
    two = {"fill": {"q": "sum:hits{*} by {host}.as_count()"}, "size": {"q": "avg:size{*} by {host}"}}
    for kind, requests in (("hostmap", two), ("scatterplot", {"x": two["fill"], "y": two["size"]})):
        table: Any = drawn({"type": kind, "requests": requests}, hits, view())
        assert [(row.group, row.cells[1].value) for row in table.rows] == [(("a",), 3)]
        assert table.remarks == (f"This {kind} is drawn as a table.",)
    listed: Any = drawn({"type": "geomap", "requests": [two["fill"]]}, hits, view())
    assert [row.name for row in listed.rows] == ["a"]
    assert listed.remarks == ("This geomap is drawn as a list.",)


def test_a_widget_has_its_own_time() -> None:
    figure: Any = drawn({"type": "timeseries", "time": {"live_span": "4h"}}, EMPTY, view())
    assert figure.end - figure.begin == 4 * 3600
    assert figure.heading.span == "4h"


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
def test_whatever_is_stored_is_a_figure_or_a_box(kind: str, definition: dict[str, Any]) -> None:
    drawn({**definition, "type": kind}, EMPTY, view())


def dashboards(folder: Path) -> list[dict[str, Any]]:
    found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.json"))]
    return [each for each in found if isinstance(each, dict) and "widgets" in each]


def test_every_published_dashboard_is_drawn_and_painted() -> None:
    counted: Counter[str] = Counter()
    found = dashboards(corpus("dashboards"))
    for body in found:
        shown = page(body, Data(Store()), NOW)
        painted(shown)
        for each in [inner for outer in shown.widgets for inner in (outer, *outer.inside)]:
            kind = "named boxes" if isinstance(each.figure, Box) else "figures"
            remarked = " with a remark" if getattr(each.figure, "remarks", ()) else ""
            counted[f"{kind}{remarked}"] += 1
    print(f"{len(found)} dashboards, {counted.total()} widgets: {dict(counted)}")
    assert len(found) > 100
    assert counted["figures"] > 0.6 * counted.total()


def test_a_note_is_drawn_with_the_values_of_variables() -> None:
    figure: Any = drawn({"type": "note", "content": "In $env.value"}, EMPTY, view())
    assert figure.text == "In prod"


@pytest.mark.parametrize("kind", ["trace_service", "image"])
def test_a_box_says_why(kind: str) -> None:
    figure: Any = drawn({"type": kind}, EMPTY, view())
    assert ": it " in figure.reasons[0]


def test_requests_that_are_no_list_are_none() -> None:
    assert bodies(True) == bodies(None) == bodies("a") == []
