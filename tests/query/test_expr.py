from __future__ import annotations

import operator

import pytest

from dogwatch.query import Expr, function, metric

CPU = metric("cpu").avg()
HITS = metric("hits").sum()


@pytest.mark.parametrize("compare", [operator.gt, operator.ge, operator.lt, operator.le])
def test_a_comparison_needs_a_window_first(compare: object) -> None:
    with pytest.raises(TypeError, match=r"'avg:cpu\{\*\}' cannot be compared before it has a window; write \.over"):
        compare(CPU, 80)  # type: ignore[operator]


def test_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(CPU)


def test_equality_stays_equality() -> None:
    assert metric("cpu").avg() == CPU
    assert CPU != HITS
    assert len({CPU, metric("cpu").avg(), CPU / HITS, CPU / HITS}) == 2


def test_narrows_and_groups_every_metric_of_it() -> None:
    ratio = (CPU / HITS.by("host")).where("env:prod").without(host="old").by("region")
    assert str(ratio) == ("avg:cpu{env:prod,!host:old} by {region} / sum:hits{env:prod,!host:old} by {host,region}")


@pytest.mark.parametrize("keys", [(), ("",), ("a:b",), ("host*",), ("Host",), (5,)])
def test_refuses_grouping_keys_that_no_tag_has(keys: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"; (write|only values may)"):
        CPU.by(*keys)


@pytest.mark.parametrize("operand", ["5", None, metric("a"), CPU.over("5m")])
def test_refuses_operands_that_are_neither_query_nor_number(operand: object) -> None:
    with pytest.raises(TypeError, match="cannot stand in a query; write a number or a metric with its aggregator"):
        CPU + operand  # type: ignore[operator]


@pytest.mark.parametrize("operand", [True, float("nan")])
def test_refuses_numbers_that_a_query_cannot_say(operand: float) -> None:
    with pytest.raises(ValueError, match="an operand of the query is"):
        CPU * operand


def test_writes_any_function_of_datadog() -> None:
    top: Expr = function("top", CPU.by("host"), 10, "mean", "desc")
    assert str(top) == "top(avg:cpu{*} by {host}, 10, 'mean', 'desc')"
    assert str(function("f", CPU, HITS, a=1.50, b="x")) == "f(avg:cpu{*}, sum:hits{*}, a=1.5, b='x')"


@pytest.mark.parametrize("name", ["", "Top", "a b", "a(", None])
def test_refuses_names_that_no_function_has(name: object) -> None:
    with pytest.raises(ValueError, match="is not the name of a function"):
        function(name, CPU)  # type: ignore[arg-type]


def test_refuses_arguments_that_cannot_be_written() -> None:
    with pytest.raises(ValueError, match='the argument "it\'s" has a quote'):
        function("top", CPU, "it's")
    with pytest.raises(ValueError, match="an argument of the function is None"):
        function("top", CPU, by=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="cannot stand in a query"):
        function("abs", metric("a"))  # type: ignore[arg-type]
