from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.kinds.equality import covers, same

values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.sampled_from(["", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (2, 2.0),
        ([1, {"a": 2}], [1.0, {"a": 2.0}]),
        (("a", "b"), ["a", "b"]),
        ({"a": 1, "b": None}, {"a": 1}),
        ({"a": {"b": None}}, {"a": {}}),
        (True, True),
    ],
)
def test_means_the_same(one: Any, other: Any) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (True, 1),
        (False, 0),
        (False, None),
        (1, "1"),
        ("", None),
        ([], None),
        ([1], [1, 2]),
        ([1, 2], [2, 1]),
        ([1], {"0": 1}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({}, []),
        ("a", "A"),
    ],
)
def test_means_something_else(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(one=values, other=values)
def test_it_is_the_same_from_either_side(one: Any, other: Any) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)


@given(one=values, other=values)
def test_what_is_the_same_covers_itself(one: Any, other: Any) -> None:
    assert covers(one, one)
    assert covers(one, other) or not same(one, other)


@pytest.mark.parametrize(
    ("found", "declared"),
    [
        ({"a": 1, "id": 7}, {"a": 1.0}),
        ([{"a": 1, "id": 7}], ({"a": 1},)),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}),
        ({"a": 1}, {"a": 1, "b": None}),
    ],
)
def test_datadog_may_add_keys_to_objects(found: Any, declared: Any) -> None:
    assert covers(found, declared)


@pytest.mark.parametrize(
    ("found", "declared"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ([1, 2], [1]),
        ([1], [1, 2]),
        ([], {}),
        ({}, []),
        (None, {"a": 1}),
        (1, True),
    ],
)
def test_does_not_cover_what_is_not_there(found: Any, declared: Any) -> None:
    assert not covers(found, declared)
