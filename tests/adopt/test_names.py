from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.adopt.names import Names, name_of, variable_of
from dogwatch.names import is_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Checkout fails", "checkout-fails"),
        ("[prod] Checkout: {{host.name}} fails (5xx)!", "prod-checkout-fails-5xx"),
        ("99% of orders", "of-orders"),
        ("Überfällig é", "uberfallig-e"),
        ("Задержка", "monitor"),
        ("", "monitor"),
        ("4711", "monitor"),
        ("word " * 30, "-".join(["word"] * 12)),
        ("w" * 100, "w" * 60),
    ],
)
def test_a_name_is_made_of_the_words_of_a_title(title: str, name: str) -> None:
    assert name_of(title, "monitor") == name


@given(st.text())
def test_a_name_can_be_part_of_a_key_and_its_variable_is_one(title: str) -> None:
    name = name_of(title, "monitor")
    variable = variable_of(name)

    assert is_name(name)
    assert variable.isidentifier()
    assert not keyword.iskeyword(variable)


@pytest.mark.parametrize(
    ("name", "variable"),
    [("a", "a_"), ("class", "class_"), ("match", "match_"), ("list", "list_"), ("metric", "metric_"), ("a-b", "a_b")],
)
def test_a_variable_hides_nothing_that_code_may_need(name: str, variable: str) -> None:
    assert variable_of(name) == variable


def test_each_name_is_given_once() -> None:
    names = Names(["errors"], "-")

    assert [names.new("errors"), names.new("errors"), names.new("slow"), names.new("errors-2")] == [
        "errors-2",
        "errors-3",
        "slow",
        "errors-2-2",
    ]
