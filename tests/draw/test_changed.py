from __future__ import annotations

from typing import Any

from dogwatch.draw import changed


def board(*definitions: dict[str, Any]) -> dict[str, Any]:
    return {
        "widgets": [{"id": number, "definition": each} for number, each in enumerate(definitions, len(definitions))]
    }


def note(text: str) -> dict[str, Any]:
    return {"type": "note", "content": text}


def group(*inside: dict[str, Any]) -> dict[str, Any]:
    return {"type": "group", **board(*inside)}


def test_only_what_the_other_has_nowhere_is_named() -> None:
    assert changed(board(note("a"), note("b")), board(note("b"))) == {"0"}
    assert changed(board(note("b")), board(note("a"), note("b"))) == frozenset()


def test_a_widget_that_moved_into_a_group_is_the_same() -> None:
    assert changed(board(group(note("x"), note("a"))), board(note("a"))) == {"0-0"}


def test_a_second_one_of_a_kind_is_new() -> None:
    assert changed(board(note("a"), note("a")), board(note("a"))) == {"1"}
