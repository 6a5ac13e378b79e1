from __future__ import annotations

import pytest

from dogwatch.adopt.code import Call
from dogwatch.adopt.query import drawn_query
from dogwatch.adopt.value import value_of
from dogwatch.declare import widgets


def test_code_is_worth_what_it_would_be() -> None:
    query = drawn_query("sum:a{$env}")
    code = Call("widgets.Column", [query], {"formats": [Call("widgets.Format", ["> 5", "red"])]})

    made = value_of(code)
    assert isinstance(made, widgets.Column)
    assert (str(made.query), made.formats) == ("sum:a{$env}", [widgets.Format("> 5", "red")])
    assert value_of({"a": [1, "text", None]}) == {"a": [1, "text", None]}


def test_nothing_else_is_called() -> None:
    with pytest.raises(AttributeError):
        value_of(Call("eval", ["1"]))
