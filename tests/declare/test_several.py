from __future__ import annotations

from dogwatch.declare.several import several


def test_keeps_lists_tuples_and_generators() -> None:
    assert several(["a", "b"]) == several(("a", "b")) == several(letter for letter in "ab") == ("a", "b")


def test_takes_a_single_text_for_a_list_of_one() -> None:
    assert several("area:shop") == ("area:shop",)


def test_takes_anything_else_for_a_list_of_one() -> None:
    assert several(None) == (None,)
    assert several({"a": 1}) == ({"a": 1},)
