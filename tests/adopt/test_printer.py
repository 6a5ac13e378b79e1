from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.adopt.code import Call, Declared, Expression, Joined, Name, Remarked
from dogwatch.adopt.printer import Printer

from .ruffed import formatted

texts = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="ab ,)\"'\\", min_size=60, max_size=260),
    st.text(alphabet="ab \n\"'", min_size=10, max_size=200),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)
references = st.sampled_from(["a", "checkout_errors_are_high_in_a_region_of_the_shop", "b" * 50]).map(
    lambda name: Name(f"{name}.reference")
)
joined = st.lists(st.one_of(references, st.just(" && "), st.just(" || !")), min_size=2, max_size=6).map(Joined)
expressions = st.integers(1, 9).map(
    lambda many: Expression(
        f'metric("{"a" * 10 * many}").avg().over("5m") > 5', "avg(last_5m):avg:a{*} > 5", frozenset({"metric"})
    )
)
arguments = st.one_of(
    values, joined, expressions, values.map(lambda value: Remarked(value, "not declared here: monitor 1"))
)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    function = draw(st.sampled_from(["Monitor", "widgets.timeseries", "widgets.widget"]))
    keywords = draw(st.dictionaries(st.sampled_from(["title", "query", "body", "options"]), arguments, max_size=4))
    call = Call(function, draw(st.lists(values, max_size=2)), keywords)
    return Call("at", [0, 1, 12, 2], {}, call) if draw(st.booleans()) else call


nested = st.lists(calls(), max_size=3).map(lambda inner: Call("widgets.group", ["T", inner], {}))


@given(st.lists(st.one_of(calls(), nested), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_the_formatter_leaves_it_as_it_is(made: list[Call]) -> None:
    code = "\n\n".join(Printer().statement(Declared("variable_of_some_length", call)) for call in made) + "\n"

    assert formatted(code) == code


@given(values)
@settings(max_examples=200)
def test_a_value_is_itself_when_it_is_read_again(value: Any) -> None:
    (assignment,) = ast.parse(Printer().statement(Declared("x", Call("f", [value])))).body
    assert isinstance(assignment, ast.Assign)
    assert isinstance(assignment.value, ast.Call)

    assert ast.literal_eval(assignment.value.args[0]) == value


def test_what_fits_stands_in_one_line() -> None:
    call = Call("Team", ["payments"], {"notify": ["@a", "@b"], "on": True})

    assert (
        Printer().statement(Declared("payments", call)) == 'payments = Team("payments", notify=["@a", "@b"], on=True)'
    )


def test_what_does_not_fit_has_a_line_for_each_part() -> None:
    call = Call("Monitor", ["a"], {"query": Expression('metric("a") > 1'), "text": "b" * 100, "list": [1, {"c": None}]})

    assert Printer().statement(Declared("a", call)) == (
        f'a = Monitor(\n    "a",\n    query=metric("a") > 1,\n    text="{"b" * 100}",\n    list=[1, {{"c": None}}],\n)'
    )


def test_a_remark_stands_above_what_it_is_about() -> None:
    call = Call("Monitor", ["a"], {"query": Remarked("1 && 2", "not declared here: monitor 1")})

    assert Printer().statement(Declared("a", call)) == (
        'a = Monitor(\n    "a",\n    # not declared here: monitor 1\n    query="1 && 2",\n)'
    )


def test_references_are_joined_by_plus() -> None:
    query = Joined([Name("errors.reference"), " && !", Name("latency.reference")])

    assert Printer().statement(Declared("a", Call("f", [], {"query": query}))) == (
        'a = f(query=errors.reference + " && !" + latency.reference)'
    )


def test_other_values_are_none_of_its_business() -> None:
    with pytest.raises(TypeError, match="nothing says how a set is printed"):
        Printer().statement(Declared("a", Call("f", [{1}])))


def test_what_the_builder_says_stands_in_a_line_or_is_a_text() -> None:
    short, long = (Expression(f"metric({'a' * count})", "text", frozenset({"metric"})) for count in (9, 120))
    printer = Printer()

    assert printer.statement(Declared("a", Call("f", [long]))) == 'a = f(\n    "text",\n)'
    assert printer.names == set()
    assert printer.statement(Declared("a", Call("f", [short]))) == "a = f(metric(aaaaaaaaa))"
    assert printer.names == {"metric"}
