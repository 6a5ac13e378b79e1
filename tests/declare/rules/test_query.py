from __future__ import annotations

import json

from dogwatch.declare.rules.query import unreadable_expression, unreadable_monitor
from tests.corpus import corpus


def test_says_why_a_text_is_no_query_and_shows_where() -> None:
    assert list(unreadable_monitor("avg(last_5m):avgg:a{$env} > 1", "query alert")) == [
        (
            "'avgg' is no way to aggregate a metric",
            "avg(last_5m):avgg:a{$env} > 1\n                 ^\n    did you mean 'avg'?",
        )
    ]
    assert list(unreadable_monitor("avg(last_5m):avg:a{$env} > 1", "query alert")) == []


def test_a_text_is_read_as_its_type_says() -> None:
    logs = 'logs("service:web $env").rollup("count").last("5m") > 1'
    assert list(unreadable_monitor(logs, "log alert")) == []
    assert list(unreadable_monitor(logs, "query alert")) != []


def test_a_type_that_nobody_knows_is_the_bodys_mistake() -> None:
    assert list(unreadable_monitor("a rose", "poem alert")) == []


def test_references_may_stand_where_ids_do() -> None:
    assert list(unreadable_monitor("${monitor:a} && !${monitor:b/c}", "composite")) == []
    assert list(unreadable_monitor('error_budget("${slo:shop/a}").over("30d") > 75', "slo alert")) == []
    assert list(unreadable_monitor("avg(last_5m):avg:x{$env,a:${monitor:b/c}} > 3", "query alert")) == []
    [(_, remedy)] = unreadable_monitor("avg(last_5m):avg:x{$env,a:${monitor:b/c}} >> 3", "query alert")
    assert remedy.splitlines()[:2] == ["avg(last_5m):avg:x{$env,a:${monitor:b/c}} >> 3", f"    {' ' * 43}^"]


def test_what_an_slo_counts_is_one_expression() -> None:
    assert list(unreadable_expression("sum:a{$env}.as_count() - sum:b{$env}.as_count()")) == []
    [(seen, remedy)] = unreadable_expression("sum:a{$env}, sum:b{$env}")
    assert (seen, remedy.splitlines()[-1].strip()) == (
        "',' has no place here",
        "expected an operator, a modifier or the end",
    )


def test_takes_every_real_query() -> None:
    rows = [json.loads(line) for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines()]
    monitors = [row for row in rows if row["kind"] == "monitor_query"]
    said = {row["query"]: list(unreadable_monitor(row["query"], row["type"])) for row in monitors}
    assert {query: wrong for query, wrong in said.items() if wrong} == {}
    slos = [row for row in rows if row["kind"] in ("slo_numerator", "slo_denominator", "slo_query")]
    assert [row["query"] for row in slos if list(unreadable_expression(row["query"]))] == []
    assert len(monitors) + len(slos) > 100
