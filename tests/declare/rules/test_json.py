from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.rules.json import outside_json


def test_takes_whatever_json_holds() -> None:
    assert list(outside_json({"a": [1, 0.5, True, None, "x", (1, 2)], "b": {"c": {}}}, "body")) == []


@pytest.mark.parametrize(
    ("value", "path", "seen"),
    [
        ({1, 2}, "body", "a value of the type set is nothing that JSON can hold"),
        ({"a": [0, object()]}, "body.a[1]", "a value of the type object is nothing that JSON can hold"),
        ({"a": {"b": float("nan")}}, "body.a.b", "nan is no number that JSON can hold"),
        ([float("inf")], "body[0]", "inf is no number that JSON can hold"),
        ({"a": {5: 1}}, "body.a", "the name 5 is no text"),
    ],
)
def test_names_the_path_of_what_it_does_not_hold(value: Any, path: str, seen: str) -> None:
    assert [found[:2] for found in outside_json(value, "body")] == [(path, seen)]


def test_finds_everything() -> None:
    assert len(list(outside_json({"a": {1}, "b": [{2}, float("nan")]}, ""))) == 3
