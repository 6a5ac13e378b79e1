from __future__ import annotations

import pytest

from dogwatch.local.intake.span_search import NotSearched, attribute, finding, text_of
from dogwatch.query import parse_search

from .spans import span

META = {"env": "prod", "version": "7", "feature": "checkout", "http.method": "GET", "order": "a:b c", "size": "12"}
SPAN = span(meta=META, metrics={"http.status_code": 503.0, "items": 2.5}, error=1, duration=1_500_000_000)


@pytest.mark.parametrize(
    "search",
    [
        "",
        "*",
        "service:shop",
        "service:s*p",
        "service:sho?",
        "env:prod version:7",
        "operation_name:web.request resource_name:GET*pay",
        'resource_name:"GET /pay"',
        "type:web status:error",
        "@feature:checkout",
        "@feature:(cart OR checkout)",
        "@feature:(* -cart)",
        "@feature:*",
        "-@missing:*",
        "NOT @missing:x",
        "service:other OR env:prod",
        "-(service:other env:prod)",
        "@http.status_code:503",
        "@http.status_code:5*",
        "@http.status_code:[500 TO 599]",
        "@http.status_code:[503 TO *]",
        "@http.status_code:{502 TO 504}",
        "@http.status_code:>=503",
        "@items:<2.6 @items:>2.4",
        "@size:>11",
        "@duration:>1s @duration:<=1500ms @duration:<1500001us",
        r"@order:a\:b\ c",
        '@order:"a:b c"',
        "trace_id:1 span_id:2",
    ],
)
def test_finds(search: str):
    assert finding(parse_search(search))(SPAN)


@pytest.mark.parametrize(
    "search",
    [
        "service:sho",
        "service:Shop",
        "env:dev",
        "status:ok",
        "-service:shop",
        "@missing:*",
        "@missing:>0",
        "@missing:[* TO *]",
        "@http.status_code:4*",
        "@http.status_code:{503 TO 504}",
        "@http.status_code:<503",
        "@feature:>1",
        "@duration:>2s",
        "env:prod env:dev",
        r"@order:a\*",
    ],
)
def test_does_not_find(search: str):
    assert not finding(parse_search(search))(SPAN)


@pytest.mark.parametrize(
    "search", ["checkout", '"some words"', "feature:checkout", "@a:>x", "@a:[b TO c]", "CIDR(@ip,10.0.0.0/8)", "@a:$b"]
)
def test_refuses_what_is_not_held_against_spans(search: str):
    with pytest.raises(NotSearched):
        finding(parse_search(search))


def test_an_attribute_is_of_the_span_its_texts_or_its_numbers():
    paths = ("service", "@duration", "@feature", "@items", "@missing", "feature")
    assert [attribute(SPAN, path) for path in paths] == ["shop", 1.5e9, "checkout", 2.5, None, None]


def test_whole_numbers_are_written_without_a_point():
    assert [text_of(value) for value in (503.0, 2.5, "7")] == ["503", "2.5", "7"]
