"""Searches, held against one log."""

from __future__ import annotations

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.judge.records import Record
from dogwatch.judge.searching import finding
from dogwatch.query import parse_search

LOG = Record(
    at=0,
    message="Hello beautiful world, the connection-reset came from db_1",
    tags=frozenset({"env:prod", "team:web", "version:1.2", "lonely"}),
    attributes={
        "service": "web-store",
        "status": "error",
        "http": {"status_code": 404, "url": "/api-v1/test", "ip": "13.0.0.7"},
        "http.method": "GET",
        "response_time": 120.0,
        "users": [{"name": "Peter"}, {"name": "Ann"}],
        "numbers": ["7", "eight"],
        "my_attribute": "hello:world",
        "said": "hello world",
        "is_new": True,
    },
)

FOUND = [
    "",
    "*",
    "hello",
    "HELLO",
    "hello world",
    "hello AND world",
    "nothing OR world",
    '"beautiful world"',
    "connection-reset",
    "beauti*",
    "*auti*",
    "db_?",
    "service:web-store",
    "service:*store",
    "status:(error OR warn)",
    "status:error -service:api",
    "env:prod",
    "env:(prod OR test)",
    "(env:prod AND -version:beta)",
    "tags:lonely",
    "@http.status_code:404",
    "@http.status_code:[400 TO 499]",
    "@http.status_code:{403 TO 499]",
    "@http.status_code:[* TO 404]",
    "@http.status_code:>=404",
    "@http.method:GET",
    '@http.url:"/api-v1/test"',
    r"@http.url:/api\-v1/*",
    "@response_time:120",
    "@response_time:>100",
    "@users.name:Peter",
    "@users.name:(Peter AND Ann)",
    "@numbers:>6",
    r"@my_attribute:hello\:world",
    '@my_attribute:"hello:world"',
    "@said:hello?world",
    "@is_new:true",
    "-@http.missing:*",
    "NOT env:dev",
    "*:hello*",
    '*:"hello world"',
    "*:peter",
    "CIDR(@http.ip,13.0.0.0/8)",
    "CIDR(@http.ip, 10.0.0.0/8, 13.0.0.0/8)",
]
NOT_FOUND = [
    "goodbye",
    "hell",
    '"hello world"',
    "Peter",
    "hello -world",
    "service:web",
    "@http.method:get",
    "@users.name:(Peter AND -Ann)",
    "env:dev",
    "@http.status_code:{404 TO 499]",
    "@http.status_code:<404",
    "@http.url:>5",
    "@env:prod",
    "team:w",
    "-@http.status_code:*",
    "*:hello:x",
    "*:Pete",
    "CIDR(@http.ip,14.0.0.0/8)",
    "CIDR(@said,13.0.0.0/8)",
    "-(env:prod OR env:dev)",
    "@is_new:>0",
    "@http.status_code:[400 TO 404}",
    "said:hello?world",
]


@pytest.mark.parametrize("search", FOUND)
def test_finds(search: str) -> None:
    assert finding(parse_search(search))(LOG)


@pytest.mark.parametrize("search", NOT_FOUND)
def test_does_not_find(search: str) -> None:
    assert not finding(parse_search(search))(LOG)


@pytest.mark.parametrize(
    ("search", "rule"),
    [
        ("@duration:>1s", "search-bounds"),
        ("$env", "search-terms"),
        ("@a:$env", "search-terms"),
        ("REGEX(@a,b)", "search-terms"),
        ("CIDR(@a,nowhere)", "search-terms"),
        ("*:[1 TO 2]", "search-terms"),
    ],
)
def test_what_is_not_looked_for_is_refused_by_name(search: str, rule: str) -> None:
    with pytest.raises(NotEvaluated) as caught:
        finding(parse_search(search))
    assert caught.value.rule == rule


def test_an_event_is_searched_in_its_title_too() -> None:
    event = Record(0, "all is well", title="Deployment of web")
    assert finding(parse_search("deployment"))(event)
    assert not finding(parse_search('"web all"'))(event)
