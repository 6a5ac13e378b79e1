from __future__ import annotations

import pytest

from dogwatch.query import AS_COUNT, MetricQuery, Modifier, Text, Variable, canonical, metric, parse_metric

from .refusals import refusal


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("avg:system.cpu.user{*}", MetricQuery("system.cpu.user")),
        ("system.cpu.user{*}", MetricQuery("system.cpu.user", None)),
        (" sum : trace.Load {*} ", MetricQuery("trace.Load", "sum")),
        ("p99.9:a{*}", MetricQuery("a", "p99.9")),
        ("histogram:a{*}", MetricQuery("a", "histogram")),
        ("stddev:a{*}", MetricQuery("a", "stddev")),
        ("count(v: v<=0.4):a{*}", MetricQuery("a", "count(v: v<=0.4)")),
        ("count(v:  v>5.0):a{*}", MetricQuery("a", "count(v: v>5)")),
        ("avg:a{*} by {host}", MetricQuery("a", group_by=("host",))),
        ("avg:a{*}by{host , topic-partition}", MetricQuery("a", group_by=("host", "topic-partition"))),
        ("avg:a{*} by {$group}", MetricQuery("a", group_by=(Variable("group"),))),
        ("avg:a{*}.as_count()", MetricQuery("a", modifiers=(AS_COUNT,))),
        ("avg:a{*} .as_count( )", MetricQuery("a", modifiers=(AS_COUNT,))),
        ("avg:a{*}.weighted()", MetricQuery("a", modifiers=(Modifier("weighted"),))),
        ("avg:a{*}.rollup(60)", MetricQuery("a", modifiers=(Modifier("rollup", (60,)),))),
        (
            "avg:a{*}\n  by {host}\n  .rollup(sum,60)\n  .fill(last, 900)",
            MetricQuery(
                "a", group_by=("host",), modifiers=(Modifier("rollup", ("sum", 60)), Modifier("fill", ("last", 900)))
            ),
        ),
        (
            "avg:a{*}.rollup('p95', $every)",
            MetricQuery("a", modifiers=(Modifier("rollup", (Text("p95"), Variable("every"))),)),
        ),
    ],
)
def test_reads_a_metric_query(text: str, tree: MetricQuery) -> None:
    read = parse_metric(text)
    assert read == tree
    assert hash(read) == hash(tree)
    assert str(read) == text
    assert parse_metric(canonical(read)) == tree
    assert canonical(read) == str(tree)


def test_reads_what_the_builder_writes() -> None:
    built = metric("feature.duration").where("$env", feature="checkout").count_where("<=", 0.4).by("region").as_count()
    assert parse_metric(str(built)) == built.tree


def test_each_part_prints_as_it_was_read() -> None:
    query = parse_metric("sum:a{ b:c }.rollup(sum,60)")
    assert isinstance(query, MetricQuery)
    assert [str(modifier) for modifier in query.modifiers] == [".rollup(sum,60)"]
    assert str(query.scope) == " b:c "


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("^avgg:a{*}", "'avgg' is no way to aggregate a metric; did you mean 'avg'?"),
        ("^median:a{*}", "'median' is no way to aggregate a metric; did you mean 'min'?"),
        ("^p99.999:a{*}", "'p99.999' is no way to aggregate a metric; did you mean 'p99'?"),
        ("^count(v: v=5):a{*}", "'count(v: v=5)' is no way to aggregate a metric; write one of avg, sum"),
        ("avg:^{*}", "'{' has no place here; expected the name of a metric"),
        ("avg:a^", "the query ends too early; expected the scope of the metric, such as {*}"),
        ("a.b^", "the query ends too early; expected the scope of the metric, such as {*}"),
        ("avg:my^-metric{*}", "'-' has no place here; expected the scope of the metric, such as {*}"),
        ("avg:a{*} by ^host", "'host' has no place here; expected '{', as in by {host}"),
        ("avg:a{*} by ^{host", "the brace of by is not closed; close it with '}'"),
        ("avg:a{*} by {host,^}", "'}' has no place here; expected a tag key such as host"),
        ("avg:a{*} by {^}", "'}' has no place here; expected a tag key such as host"),
        ("avg:a{*} by {^(host)}", "'(' has no place here; expected a tag key such as host"),
        ("avg:a{*}.^as_cont()", "'as_cont' is no modifier of a metric query; did you mean 'as_count'?"),
        ("avg:a{*}.^x()", "'x' is no modifier of a metric query; write one of .as_count(), .as_rate()"),
        ("avg:a{*}^.as_count", "'.as_count' has no place here; expected a modifier such as .as_count()"),
        ("avg:a{*}.rollup(^", "the query ends too early; expected a word, a number or a text"),
        ("avg:a{*}.rollup(sum ^60)", "'60' has no place here; expected ',' or ')'"),
        ("avg:a{*}.rollup(sum, ^)", "')' has no place here; expected a word, a number or a text"),
    ],
)
def test_says_what_is_wrong_with_a_metric_query(marked: str, said: str) -> None:
    assert refusal(parse_metric, marked).startswith(said)
