from __future__ import annotations

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure.metric import Metric
from dogwatch.query import MetricQuery, parse_metric

SERIES = {
    "a": "env:prod,host:web-1,canary",
    "b": "env:prod,host:web-2",
    "c": "env:dev,host:db-1,role:db,role:cache",
    "d": "host:db-2",
}


@pytest.fixture
def metric() -> Metric:
    found = Metric("x", "gauge", 10)
    for row, tags in enumerate(SERIES.values()):
        found.put(row, frozenset(tags.split(",")))
    return found


def within(metric: Metric, scope: str) -> str:
    query = parse_metric(f"avg:x{{{scope}}}")
    assert isinstance(query, MetricQuery)
    return "".join(name for name, fits in zip(SERIES, metric.within(query.scope), strict=True) if fits)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("*", "abcd"),
        ("env:prod", "ab"),
        ("ENV:Prod", "ab"),
        ("canary", "a"),
        ("env:none", ""),
        ("env:prod,!host:web-1", "b"),
        ("!env:prod", "cd"),
        ("!env:*", "d"),
        ("host:web-*", "ab"),
        ("host:*-1", "ac"),
        ("host:*b-*", "abcd"),
        ("host:*eb*", "ab"),
        ("can*", "a"),
        ("env:prod OR role:db", "abc"),
        ("NOT env:prod AND host:db-*", "cd"),
        ("NOT (env:prod OR env:dev)", "d"),
        ("host IN (web-1,db-2)", "ad"),
        ("host NOT IN (web-1,db-2)", "bc"),
        ("host IN (web-*,db-2)", "abd"),
        ("role:db AND role:cache", "c"),
    ],
)
def test_a_scope_finds_series(metric: Metric, scope: str, found: str) -> None:
    assert within(metric, scope) == found


def test_dots_and_brackets_in_a_tag_are_letters() -> None:
    metric = Metric("x", "gauge", 10)
    metric.put(0, frozenset(["v:1.2"]))
    metric.put(1, frozenset(["v:102"]))

    assert metric.within(parse_metric("avg:x{v:1.2*}").scope).tolist() == [True, False]  # type: ignore[union-attr]


def test_values_of_a_key(metric: Metric) -> None:
    assert metric.values("role") == [("N/A",), ("N/A",), ("cache", "db"), ("N/A",)]
    assert metric.values("canary") == [("N/A",)] * 4


def test_series_come_and_go(metric: Metric) -> None:
    version = metric.version

    assert metric.drop(frozenset([0, 9])) == [frozenset(SERIES["a"].split(","))]
    assert metric.rows.tolist() == [1, 2, 3]
    assert metric.within(parse_metric("avg:x{env:prod}").scope).tolist() == [True, False, False]  # type: ignore[union-attr]
    assert metric.version > version
    assert metric.drop(frozenset([0])) == []


@pytest.mark.parametrize("scope", ["$env", "host:$host", "host:web-$n*", "host IN ($host)"])
def test_a_template_variable_needs_a_value(metric: Metric, scope: str) -> None:
    with pytest.raises(NotEvaluated, match=r"template-variables.*`substitute`"):
        within(metric, scope)
