from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch import query as builder
from dogwatch.adopt.code import Expression
from dogwatch.adopt.query import metric_query, monitor_query, slo_alert_query
from tests.corpus import corpus

ID = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("avg(last_5m):avg:a.b{*} > 80", 'metric("a.b").avg().over("5m") > 80'),
        ("max(last_1h):sum:a{env:prod,host:x} by {host} <= 0.5", None),
        ("sum(last_1h):sum:a{*}.as_count() >= 3", 'metric("a").sum().as_count().over("1h") >= 3'),
        ("avg(current_1d):p99:a{*} < -2", 'metric("a").p99().over("current_1d") < -2'),
        ("avg(last_5m):avg:a{x:1,!y:2} > 1", 'metric("a").where("x:1").without("y:2").avg().over("5m") > 1'),
        ("avg(last_5m):avg:a{!y:2,x:1} > 1", 'metric("a").where("!y:2", "x:1").avg().over("5m") > 1'),
        (
            "avg(last_5m):avg:a{x:1 AND (y:2 OR NOT z:3)} > 1",
            'metric("a").where(all_of("x:1", any_of("y:2", not_("z:3")))).avg().over("5m") > 1',
        ),
        ("avg(last_5m):avg:a{x IN (1,2)} > 1", 'metric("a").where(one_of("x", "1", "2")).avg().over("5m") > 1'),
        (
            "avg(last_5m):avg:a{x NOT IN (1,2)} > 1",
            'metric("a").where(not_(one_of("x", "1", "2"))).avg().over("5m") > 1',
        ),
        (
            "pct_change(avg(last_5m),last_1h):avg:a{*} > 50",
            'metric("a").avg().pct_change("5m", "1h") > 50',
        ),
        ("change(min(last_5m),1h_ago):avg:a{*} > 5", 'metric("a").avg().change("5m", "1h_ago", "min") > 5'),
        (
            "avg(last_5m):100 * (avg:a{*} - avg:b{*}) / avg:c{*} > 5",
            '(100 * (metric("a").avg() - metric("b").avg()) / metric("c").avg()).over("5m") > 5',
        ),
        ("avg(last_5m):-avg:a{*} + 3 > 5", '(-metric("a").avg() + 3).over("5m") > 5'),
        (
            "avg(last_5m):avg:a{*} - (avg:b{*} - avg:c{*}) > 5",
            '(metric("a").avg() - (metric("b").avg() - metric("c").avg())).over("5m") > 5',
        ),
        ("avg(last_5m):default_zero(avg:a{*} / avg:b{*}) > 5", None),
        ("avg(last_5m):per_second(avg:a{*}) > 5", 'per_second(metric("a").avg()).over("5m") > 5'),
        ("avg(last_5m):clamp_min(avg:a{*}, 3) > 5", 'clamp_min(metric("a").avg(), 3).over("5m") > 5'),
        ("avg(last_5m):ewma_5(avg:a{*}) > 5", 'function("ewma_5", metric("a").avg()).over("5m") > 5'),
        (
            "avg(last_1d):anomalies(avg:a{*}, 'agile', 2, direction='above') >= 1",
            'function("anomalies", metric("a").avg(), "agile", 2, direction="above").over("1d") >= 1',
        ),
        (
            "avg(last_5m):avg:a{*}.rollup(sum, 60).fill(last, 900) > 5",
            'metric("a").avg().rollup("sum", "60s").fill("last", "900s").over("5m") > 5',
        ),
    ],
)
def test_a_query_of_a_monitor_is_built(text: str, code: str | None) -> None:
    built = monitor_query(text, "query alert")

    assert isinstance(built, Expression)
    assert code in (None, built.text)
    assert str(eval(built.text, {name: getattr(builder, name) for name in built.names})) == text


@pytest.mark.parametrize(
    "text",
    [
        "avg(last_5m): avg:a{*} > 80",  # another space
        "avg(last_5m):avg:a{*} > 80.0",
        "avg(last_5m):avg:a{$env} > 80",
        "avg(last_5m):a{*} > 80",  # no aggregator
        "avg(last_5m):avg:a{Env:Prod} > 80",  # what Datadog would store otherwise
        "avg(last_5m):avg:a{*} == 80",
        "avg(last_5m):2 * 3 > 80",
        "avg(last_5m):cumsum(avg:a{*}) > 80",
        "avg(last_5m):avg:a{*}.weighted() > 80",
        "no query at all",
        "",
    ],
)
def test_what_the_builder_says_otherwise_stays_text(text: str) -> None:
    assert monitor_query(text, "query alert") == text


def test_queries_without_a_window_are_built() -> None:
    text = "sum:a{x:1}.as_count() - sum:b{*}.as_count()"
    built = metric_query(text)

    assert isinstance(built, Expression)
    assert built.text == 'metric("a").where("x:1").sum().as_count() - metric("b").sum().as_count()'
    assert (built.otherwise, built.names, str(built.value)) == (text, {"metric"}, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f'error_budget("{ID}").over("30d") > 75', 'error_budget(paid.reference, "30d") > 75'),
        (
            f'burn_rate("{ID}").over("7d").long_window("1h").short_window("5m") > 14.4',
            'burn_rate(paid.reference, "7d", long_window="1h", short_window="5m") > 14.4',
        ),
        (f'burn_rate("{ID}").over("7d").long_window("96h").short_window("5m") > 1', None),
        (f"sum:{ID}{{*}}", None),
    ],
)
def test_alerts_on_slos_are_built(text: str, code: str | None) -> None:
    built = slo_alert_query(text, "paid.reference")

    assert built == text if code is None else isinstance(built, Expression) and built.text == code


def test_every_query_of_the_corpus_that_is_built_is_the_text() -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in corpus("queries.jsonl").read_text().splitlines()]
    built = 0
    for row in rows:
        is_monitor = row["type"] in ("query alert", "metric alert")
        made = monitor_query(row["query"], row["type"]) if is_monitor else metric_query(row["query"])
        if isinstance(made, Expression):
            names = {name: getattr(builder, name) for name in made.names}
            assert str(eval(made.text, names)) == row["query"]
            built += 1
        else:
            assert made == row["query"]
    assert built > 150
    print(f"{built} of {len(rows)} queries are built")
