"""What differs in fields with a default."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.fields import Field, boolean, known_changes, listing, number, text

FIELDS = {
    "count": Field(number, default=1, same_as_default=(0,)),
    "is": Field(boolean, default=False),
    "word": Field(text, default="usual"),
    "list": Field(listing, same_as_default=([],)),
}


def changed(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in known_changes("", FIELDS, declared, found)]


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ({}, {"count": 1, "is": False, "word": "usual", "list": []}),
        ({"count": 1, "is": False, "word": "usual", "list": []}, {}),
        ({"count": 1}, {"count": 1.0}),
        ({"count": 0}, {"count": 1}),
        ({"count": None}, {"count": 0}),
        ({"word": " usual "}, {}),
        ({"list": ["a", 1]}, {"list": ["a", 1.0]}),
    ],
)
def test_what_means_the_same_has_not_changed(declared: dict[str, Any], found: dict[str, Any]) -> None:
    assert changed(declared, found) == []


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ({"count": 1}, {"count": True}),
        ({"count": True}, {}),
        ({"is": False}, {"is": 0}),
        ({"is": None}, {"is": 0}),
        ({"is": True}, {}),
        ({}, {"word": ""}),
        ({"list": [1]}, {"list": [True]}),
    ],
)
def test_anything_else_has(declared: dict[str, Any], found: dict[str, Any]) -> None:
    assert changed(declared, found) == list({**declared, **found})
