"""JSON that came from Datadog, to values."""

from __future__ import annotations

import json

import pytest

from dogwatch.client.parser import Parser

MUCH = json.dumps(["x" * 100] * 10_000).encode()
VALUES = (
    *(b'{"b": 5, "a": 5.0, "c": [null, true, "\\u00e9\\/"], "a": 1e5}', b"123456789012345678901234567890", b"-0.0"),
    *(b"1e400", b'"\\ud800"', b"\xef\xbb\xbf[1]", b"[Infinity]"),
)


def fast() -> Parser:
    """One that has seen enough to parse with msgspec."""
    parser = Parser()
    parser(MUCH)
    return parser


@pytest.mark.parametrize("data", VALUES)
def test_a_value_does_not_depend_on_how_much_was_read_before(data: bytes) -> None:
    usual = Parser()(data)
    assert repr(fast()(data)) == repr(usual) == repr(json.loads(data))


@pytest.mark.parametrize("data", [b"", b"[1", b"<html>", b"\xff", b"[01]"])
@pytest.mark.parametrize("parser", [Parser(), fast()])
def test_what_is_no_json_is_told_as_by_the_usual_parser(parser: Parser, data: bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        parser(data)


def test_the_fast_parser_is_used_once_there_is_much_to_parse() -> None:
    parser = Parser()
    parser(b"[1]")
    assert parser._parse is json.loads
    parser(MUCH)
    assert parser._parse is not json.loads
