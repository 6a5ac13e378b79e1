from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

import pytest

from dogwatch.declare import widgets
from dogwatch.declare.widgets import Widget, toplist, widget
from dogwatch.declare.widgets.arguments import arguments_of, constructor
from dogwatch.declare.widgets.frame import Size


@constructor
def made(title: str, count: int = 5, **frame: Unpack[Size]) -> Widget:
    if count < 0:
        raise ValueError(f"{count} is below zero; write a count")
    return widget({"type": "made", "title": title, "count": count}, width=frame.get("width"))


def test_right_arguments_reach_the_function() -> None:
    assert made("a", width=3) == widget({"type": "made", "title": "a", "count": 5}, width=3)
    assert made(count=1, title="a").definition["count"] == 1


def test_all_wrong_arguments_are_told_with_their_lines() -> None:
    wrong = made(
        5,  # type: ignore[arg-type]
        count="many",  # type: ignore[arg-type]
        width=None,
    ).wrong
    assert [(each.subject, each.seen, each.remedy) for each in wrong] == [
        ("made: title", "5 cannot stand here", "write a text"),
        ("made: count", "'many' cannot stand here", "write a whole number"),
    ]
    assert {Path(each.place.file) for each in wrong} == {Path(__file__)}
    assert wrong[1].place.line == wrong[0].place.line + 2


def test_what_the_function_refuses_is_told_too() -> None:
    (wrong,) = made("a", -1).wrong
    assert (wrong.subject, wrong.seen, wrong.remedy) == ("made 'a'", "-1 is below zero", "write a count")
    assert Path(wrong.place.file) == Path(__file__)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"title": "a", "widht": 1}, "made() got an unexpected keyword argument 'widht'"),
        ({}, "made() missing 1 required positional argument: 'title'"),
    ],
)
def test_a_wrong_call_raises_as_pythons_own(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError) as error:
        made(**arguments)
    assert str(error.value) == said


def test_too_many_arguments_and_one_twice_raise() -> None:
    with pytest.raises(TypeError, match="takes from 1 to 2 positional arguments but 3 were given"):
        made("a", 1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="multiple values for argument 'title'"):
        made("a", title="b")  # type: ignore[misc]


def test_what_can_be_looked_at_only_once_reaches_the_function_whole() -> None:
    queries = (f"avg:{name}{{*}}" for name in "ab")
    shown = toplist("Both", queries).definition["requests"][0]
    assert [query["query"] for query in shown["queries"]] == ["avg:a{*}", "avg:b{*}"]


def test_arguments_have_names() -> None:
    assert list(arguments_of(made)) == ["title", "count", "width", "height"]
    assert list(arguments_of(5)) == []


@pytest.mark.parametrize(
    "name", [name for name in widgets.__all__ if name[0].islower() and name not in ("items", "widget", "formula")]
)
def test_every_function_says_what_is_wrong(name: str) -> None:
    function = getattr(widgets, name)
    first = next(iter(arguments_of(function)))
    needed = dict.fromkeys(function.__wrapped__.__code__.co_varnames[: function.__wrapped__.__code__.co_argcount])
    assert function(**{**needed, first: 5}).wrong[0].subject == f"{name}: {first}"
    assert function.__doc__
