"""Pages are read as a browser would read them: every element and attribute of what was painted."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.draw import Data, document, page, painted
from tests.draw.samples import ENV, NOW, UNITS, data, store

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
HITS = store(("page.hits", ["env:prod", f"who:{HOSTILE}"], "count", [1.0] * 30))
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Read(HTMLParser):
    """The names of elements and attributes, and whether what was opened was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def widget(kind: str, **fields: Any) -> dict[str, Any]:
    queries = [{"data_source": "metrics", "name": "a", "query": "sum:page.hits{*} by {who}.as_count()"}]
    request = {"queries": queries, "formulas": [{"formula": "a", "alias": fields.pop("alias", "hits")}]}
    return {"definition": {"type": kind, "title": fields.pop("title", kind), "requests": [request], **fields}}


KINDS = ("timeseries", "query_value", "toplist", "query_table", "heatmap", "distribution", "change", "hostmap")


def harmless(text: str) -> Read:
    """What was read of a page in which nothing of anybody's runs or is asked for."""
    read = Read(text)
    assert read.open == []
    assert not read.elements & {"script", "img", "iframe", "object", "embed"}
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in ("style", "src")]
    links = [value or "" for name, value in read.attributes if name == "href"]
    assert not [link for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)]
    return read


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_anybody_is_markup(kind: str) -> None:
    body = {"title": HOSTILE, "widgets": [widget(kind, title=HOSTILE, alias=HOSTILE, custom_unit=HOSTILE)]}
    read = harmless(painted(page(body, Data(HITS, UNITS.get, origin=HOSTILE), NOW)))
    assert any("<script>alert(1)" in text for text in read.texts)


@given(st.text(), st.text())
def test_no_title_and_no_markdown_breaks_out(title: str, markdown: str) -> None:
    note = {"definition": {"type": "note", "title": title, "content": markdown}}
    harmless(painted(page({"title": title, "widgets": [note]}, data(store()), NOW)))


@pytest.mark.parametrize(
    "markdown",
    [
        HOSTILE,
        "[x](javascript:alert(1))",
        "![x](https://example.com/a.png)",
        "<a onclick=x>",
        "a | b\n:-: | -\n1 | 2",
        "[x](data:text/html,x)",
        "`<b>`",
    ],
)
def test_markdown_can_do_no_harm(markdown: str) -> None:
    harmless(painted(page({"widgets": [{"definition": {"type": "note", "content": markdown}}]}, data(store()), NOW)))


def test_a_document_asks_nobody_for_anything() -> None:
    text = document(page({**ENV, "title": "Shop", "widgets": [widget(kind) for kind in KINDS]}, Data(HITS), NOW))
    assert text.startswith("<!doctype html>\n")
    assert "default-src 'none'; style-src 'sha256-" in text
    assert not re.search(r"https?://|//[a-z]", text)


def test_says_when_and_for_what_where_nothing_can_be_chosen() -> None:
    text = painted(page({**ENV, "widgets": []}, data(store()), NOW))
    assert "2027-01-15 07:00 to 2027-01-15 08:00 UTC" in text
    assert "$env = prod" in text


def test_a_widget_has_its_place_and_its_name() -> None:
    placed = {**widget("toplist"), "layout": {"x": 4, "y": 0, "width": 6, "height": 2}}
    text = painted(page({"widgets": [placed]}, data(store()), NOW))
    assert '<section class="widget toplist x4 w6 h2" data-widget="0">' in text


def test_without_values_it_says_so() -> None:
    assert "No data" in painted(page({"widgets": [widget("timeseries")]}, data(store()), NOW))


def test_what_is_not_drawn_is_no_lack_of_data() -> None:
    logs = {"data_source": "logs", "name": "a", "compute": {"aggregation": "count"}}
    for kind in KINDS[:-1]:
        body = {"definition": {"type": kind, "requests": [{"queries": [logs], "formulas": [{"formula": "a"}]}]}}
        text = painted(page({"widgets": [body]}, data(store()), NOW))
        assert "a query of logs is not drawn here" in text
        assert "No data" not in text


def test_a_group_has_its_title_in_its_own_colour() -> None:
    group = {"definition": {"type": "group", "title": "All", "background_color": "vivid_blue", "widgets": []}}
    assert 'class="widget group tinted vivid-blue-title ' in painted(page({"widgets": [group]}, data(store()), NOW))
