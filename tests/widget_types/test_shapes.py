from __future__ import annotations

from .models import Choice, Field, ListOf, Object, Ref, Texts
from .shapes import Shapes


def told(name: str, *values: str, **fields: Field) -> Object:
    return Object(name, {"kind": Field(Texts(values), is_required=True), **fields})


def test_objects_with_texts_of_their_own_in_one_field_are_a_union() -> None:
    shapes = Shapes({"A": told("A", "a", "b"), "B": told("B", "c"), "U": Choice("U", (Ref("A"), Ref("B")))})
    assert shapes.object_of("U") is None
    assert shapes.options_of("U") == (Ref("A"), Ref("B"))
    assert shapes.tags == {"A": "kind", "B": "kind"}


def test_objects_that_share_a_text_become_one_that_takes_both() -> None:
    one = told("A", "a", same=Field(str, is_required=True), own=Field(int, is_required=True))
    other = told("B", "a", "b", same=Field(str))
    shapes = Shapes({"A": one, "B": other, "U": Choice("U", (Ref("A"), Ref("B")))})
    joined = shapes.object_of("U")
    assert joined is not None
    assert joined.fields == {
        "kind": Field(Texts(("a", "b")), is_required=True),
        "same": Field(str),
        "own": Field(int),
    }
    assert shapes.tags == {}


def test_what_differs_inside_is_joined_too() -> None:
    one = told("A", "a", items=Field(ListOf(Ref("X"), 1, 2), is_required=True))
    other = told("B", "a", items=Field(ListOf(Ref("Y"), 2), is_required=True))
    choice = Choice("U", (Ref("A"), Ref("B")))
    shapes = Shapes({"A": one, "B": other, "X": told("X", "x"), "Y": told("Y", "y"), "U": choice})
    joined = shapes.object_of("U")
    assert joined is not None
    assert joined.fields["items"] == Field(ListOf(Ref("UItems"), 1, None), is_required=True)
    assert shapes.object_of("UItems") is None
    assert shapes.options_of("UItems") == (Ref("X"), Ref("Y"))


def test_a_choice_inside_a_choice_is_flat() -> None:
    inner = Choice("V", (Ref("A"), Ref("B")))
    outer = Choice("U", (Ref("V"), Ref("C")))
    objects = {name: told(name, name.lower()) for name in "ABC"}
    shapes = Shapes({**objects, "V": inner, "U": outer})
    assert shapes.object_of("U") is None
    assert shapes.options_of("U") == (Ref("A"), Ref("B"), Ref("C"))
