# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

import pytest

from dogwatch.query import (
    Arithmetic,
    Expression,
    Function,
    Keyword,
    MetricQuery,
    Modifier,
    Name,
    Negative,
    Number,
    Several,
    Text,
    anomalies,
    canonical,
    metric,
    parse_formula,
    parse_metric,
)

from .refusals import refusal

A, B, C = MetricQuery("a"), MetricQuery("b"), MetricQuery("c")
Q1, Q2 = Name("query1"), Name("query2")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("avg:a{*} + avg:b{*} * 2", Arithmetic("+", A, Arithmetic("*", B, Number(2)))),
        ("avg:a{*}-avg:b{*}-avg:c{*}", Arithmetic("-", Arithmetic("-", A, B), C)),
        ("avg:a{*} - (avg:b{*} - avg:c{*})", Arithmetic("-", A, Arithmetic("-", B, C))),
        ("avg:a{*} / avg:b{*} / 2 + 1", Arithmetic("+", Arithmetic("/", Arithmetic("/", A, B), Number(2)), Number(1))),
        ("(avg:a{*} + 1) * 2", Arithmetic("*", Arithmetic("+", A, Number(1)), Number(2))),
        ("-avg:a{*} * -1", Arithmetic("*", Negative(A), Number(-1))),
        ("- 1 - -(1)", Arithmetic("-", Number(-1), Negative(Number(1)))),
        ("( ( avg:a{*} ) )", A),
        ("100", Number(100)),
        ("1.50", Number(1.5)),
        ("1e3", Number(1000.0)),
        ("abs(avg:a{*} - 1)", Function("abs", (Arithmetic("-", A, Number(1)),))),
        ("top(avg:a{*}, 10, 'mean', \"desc\")", Function("top", (A, Number(10), Text("mean"), Text("desc")))),
        ("top( avg:a{*} ,10,mean,desc )", Function("top", (A, Number(10), Name("mean"), Name("desc")))),
        ("top10_mean(avg:a{*})", Function("top10_mean", (A,))),
        (
            "anomalies(avg:a{*}, 'basic', 2, direction='above', interval = 60)",
            Function(
                "anomalies",
                (A, Text("basic"), Number(2), Keyword("direction", Text("above")), Keyword("interval", Number(60))),
            ),
        ),
        (
            "moving_rollup(avg:a{*}, 60).rollup(max)",
            Function("moving_rollup", (A, Number(60)), (Modifier("rollup", ("max",)),)),
        ),
        ("default_zero(per_second(avg:a{*}))", Function("default_zero", (Function("per_second", (A,)),))),
        ("avg:a{*} , avg:b{*}", Several((A, B))),
        ("avg:a{*}, avg:b{*}*2", Several((A, Arithmetic("*", B, Number(2))))),
        (
            "calendar_shift(avg:a{*}, '-1w', 'it\\'s \\\\')",
            Function("calendar_shift", (A, Text("-1w"), Text("it's \\"))),
        ),
    ],
)
def test_reads_an_expression(text: str, tree: Expression | Several) -> None:
    read = parse_metric(text)
    assert read == tree
    assert str(read) == text
    assert canonical(read) == str(tree)
    assert parse_metric(canonical(read)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("query1", Q1),
        ("a", Name("a")),
        ("p50", Name("p50")),
        (" (query1 / query2)*100 ", Arithmetic("*", Arithmetic("/", Q1, Q2), Number(100))),
        ("query2 * -1", Arithmetic("*", Q2, Number(-1))),
        ("-query1", Negative(Q1)),
        ("timeshift(query1, -3600)", Function("timeshift", (Q1, Number(-3600)))),
        ("default_zero(query1 * 100)", Function("default_zero", (Arithmetic("*", Q1, Number(100)),))),
        ("clamp_min(query1, query2)", Function("clamp_min", (Q1, Q2))),
    ],
)
def test_reads_a_formula(text: str, tree: Expression) -> None:
    read = parse_formula(text)
    assert read == tree
    assert str(read) == text
    assert parse_formula(canonical(read)) == tree


def test_reads_what_the_builder_writes() -> None:
    hits = metric("hits").sum().as_count()
    built = anomalies(100 * hits.where(a="b") / -(hits - 1), "agile", 2, alert_window="15m", interval="60s")
    assert parse_metric(str(built)) == built.tree


def test_each_operand_prints_as_it_was_read() -> None:
    read = parse_metric("( avg:a{*}+1 )  * abs( avg:b{ * } )-2")
    assert isinstance(read, Arithmetic)
    assert str(read.left) == "( avg:a{*}+1 )  * abs( avg:b{ * } )"
    assert isinstance(read.left, Arithmetic)
    assert (str(read.left.left), str(read.left.right), str(read.right)) == ("avg:a{*}+1", "abs( avg:b{ * } )", "2")


def test_a_changed_tree_keeps_the_spelling_of_what_was_not_changed() -> None:
    read = parse_metric("avg:a{ x:y }+1.0")
    assert isinstance(read, Arithmetic)
    assert str(Arithmetic("*", read, Number(2))) == "(avg:a{ x:y }+1.0) * 2"
    assert canonical(Arithmetic("*", read, Number(2))) == "(avg:a{x:y} + 1) * 2"


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("^", "the query ends too early; expected a metric query, a function or a number"),
        ("avg:a{*} +^", "the query ends too early; expected a metric query, a function or a number"),
        ("avg:a{*} ^% 2", "'%' has no place here; expected an operator, a modifier or the end"),
        ("avg:a{*} ^avg:b{*}", "'avg' has no place here; expected an operator, a modifier or the end"),
        ("(avg:a{*}^", "the query ends too early; expected an operator or ')'"),
        ("(avg:a{*}^]", "']' has no place here; expected an operator or ')'"),
        ("avg:a{*}^)", "')' has no place here; expected an operator, a modifier or the end"),
        ("^defalt_zero(avg:a{*})", "'defalt_zero' is no function of Datadog; did you mean 'default_zero'?"),
        ("^qqqqq(avg:a{*})", "'qqqqq' is no function of Datadog; write one of Datadog's, such as default_zero or top"),
        ("abs(^)", "')' has no place here; expected a metric query, a function or a number"),
        ("abs(avg:a{*}^", "the query ends too early; expected an operator, ',' or ')'"),
        ("abs(foo^)", "')' has no place here; expected the scope of the metric, such as {*}"),
        ("top(avg:a{*}, ^'mean)", "''' has no place here; expected a metric query, a function or a number"),
        ("^.5 * avg:a{*}", "'.5' has no place here; expected a metric query, a function or a number"),
        (f"^{'9' * 310}", "the number is too large; write one that a float can hold"),
        ("^1e999", "the number is too large; write one that a float can hold"),
    ],
)
def test_says_what_is_wrong_with_an_expression(marked: str, said: str) -> None:
    assert refusal(parse_metric, marked) == said


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("query1 ^query2", "'query2' has no place here; expected an operator or the end"),
        ("^avg:a{*}", "a metric query stands in a formula, which names queries: 'a'; write the name of a query, as in query1"),
        ("query1 / ^", "the query ends too early; expected the name of a query"),
        ("^per_secnd(query1)", "'per_secnd' is no function of Datadog; did you mean 'per_second'?"),
        ("^$env", "'$env' has no place here; expected the name of a query"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_a_formula(marked: str, said: str) -> None:
    assert refusal(parse_formula, marked) == said
