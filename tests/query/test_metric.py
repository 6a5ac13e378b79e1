from __future__ import annotations

import ast
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given

from dogwatch.query import (
    AS_COUNT,
    Arithmetic,
    Function,
    Keyword,
    MetricQuery,
    Modifier,
    Negative,
    Number,
    Text,
)

from .trees import PLAIN_QUERIES, expressions

A, B, C = (MetricQuery(name) for name in ("a", "b", "c"))
VALUES = {"m1": Fraction(2), "m2": Fraction(-3), "m3": Fraction(5, 7)}


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (A, "avg:a{*}"),
        (MetricQuery("a", None), "a{*}"),
        (MetricQuery("a", "p99.9", group_by=("host", "region")), "p99.9:a{*} by {host,region}"),
        (
            MetricQuery("a", "sum", group_by=("host",), modifiers=(AS_COUNT, Modifier("rollup", ("sum", 60)))),
            "sum:a{*} by {host}.as_count().rollup(sum, 60)",
        ),
        (Function("log10", (A,), (AS_COUNT,)), "log10(avg:a{*}).as_count()"),
        (
            Function("anomalies", (A, Text("basic"), Number(2), Keyword("interval", Number(20)))),
            "anomalies(avg:a{*}, 'basic', 2, interval=20)",
        ),
        (Negative(A), "-avg:a{*}"),
        (Negative(Arithmetic("+", A, B)), "-(avg:a{*} + avg:b{*})"),
    ],
)
def test_prints_what_is_not_arithmetic(tree: object, text: str) -> None:
    assert str(tree) == text


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Arithmetic("-", Arithmetic("-", A, B), C), "avg:a{*} - avg:b{*} - avg:c{*}"),
        (Arithmetic("-", A, Arithmetic("-", B, C)), "avg:a{*} - (avg:b{*} - avg:c{*})"),
        (Arithmetic("*", Arithmetic("+", A, B), C), "(avg:a{*} + avg:b{*}) * avg:c{*}"),
        (Arithmetic("+", Arithmetic("*", A, B), C), "avg:a{*} * avg:b{*} + avg:c{*}"),
        (Arithmetic("/", A, Arithmetic("*", B, C)), "avg:a{*} / (avg:b{*} * avg:c{*})"),
        (Arithmetic("-", A, Number(0)), "avg:a{*} - 0"),
        (Arithmetic("-", A, Number(-5)), "avg:a{*} - (-5)"),
        (Arithmetic("-", A, Negative(B)), "avg:a{*} - (-avg:b{*})"),
    ],
)
def test_prints_the_parentheses_that_are_needed_and_no_others(tree: Arithmetic, text: str) -> None:
    assert str(tree) == text


@given(expressions(PLAIN_QUERIES))
def test_printing_keeps_the_order_of_evaluation(tree: object) -> None:
    assert _read(_as_python(tree)) == _shape(tree)


@given(expressions(PLAIN_QUERIES))
def test_what_is_printed_has_the_value_of_the_tree(tree: object) -> None:
    try:
        expected = _value(tree)
    except ZeroDivisionError:
        assume(False)
    assert eval(_fractions(_as_python(tree)), {**VALUES, "Fraction": Fraction, "abs": abs}) == expected


@given(expressions(PLAIN_QUERIES))
def test_prints_the_same_tree_the_same_way(tree: object) -> None:
    assert str(tree) == str(tree)


def _as_python(tree: object) -> str:
    return re.sub(r"avg:(m\d)\{\*\}", r"\1", str(tree))


def _fractions(text: str) -> str:
    return re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)", r"Fraction('\1')", text)


def _read(text: str) -> object:
    return _shape_of_python(ast.parse(text, mode="eval").body)


def _shape_of_python(node: ast.expr) -> object:
    match node:
        case ast.BinOp(left, op, right):
            sign = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}[type(op)]
            return (sign, _shape_of_python(left), _shape_of_python(right))
        case ast.UnaryOp(ast.USub(), operand):
            return ("minus", _shape_of_python(operand))
        case ast.Call(ast.Name(name), [argument]):
            return (name, _shape_of_python(argument))
        case ast.Name(name):
            return name
        case ast.Constant(value):
            return value
    raise AssertionError(ast.dump(node))


def _shape(tree: object) -> object:
    match tree:
        case Arithmetic(op, left, right):
            return (op, _shape(left), _shape(right))
        case Negative(operand):
            return ("minus", _shape(operand))
        case Function(name, (argument,)):
            return (name, _shape(argument))
        case MetricQuery(metric):
            return metric
        case Number(value):
            return ("minus", -value) if value < 0 else value
    raise AssertionError(tree)


def _value(tree: object) -> Fraction:
    match tree:
        case Arithmetic("+", left, right):
            return _value(left) + _value(right)
        case Arithmetic("-", left, right):
            return _value(left) - _value(right)
        case Arithmetic("*", left, right):
            return _value(left) * _value(right)
        case Arithmetic("/", left, right):
            return _value(left) / _value(right)
        case Negative(operand):
            return -_value(operand)
        case Function("abs", (argument,)):
            return abs(_value(argument))
        case MetricQuery(metric):
            return VALUES[metric]
        case Number(value):
            return Fraction(str(value))
    raise AssertionError(tree)
