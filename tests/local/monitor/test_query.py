import json

import pytest

from dogwatch.local.api.errors import Refused
from dogwatch.local.api.monitor import query as monitor_query
from tests.corpus import corpus
from tests.local.organisation import Organisation
from tests.local.replay import json_lines

INVALID = "The value provided for parameter 'query' is invalid"
OPERATOR = f"{INVALID}: invalid operator specified: "


def refusal(type: str, query: str) -> str:
    with pytest.raises(Refused) as refused:
        monitor_query.check(type, query)
    assert refused.value.status == 400
    return refused.value.texts[0]


@pytest.mark.parametrize(
    ("type", "query"),
    [
        ("query alert", "avg(last_5m):avg:a{*} > 1"),
        ("metric alert", "sum(last_1h):sum:a{x:y}.as_count() / sum:b{x:y}.as_count() >= .5"),
        ("query alert", "max(next_1w):forecast(avg:a{*} by {host}, 'linear', 1, interval='60m') >= 0.9"),
        ("query alert", "pct_change(avg(last_5m),last_30m):avg:a{*} > -50"),
        ("query alert", "change(min(last_1m),5m_ago):avg:a{*} < 1e3"),
        ("query alert", "avg(current_1mo):avg:a{*} > 0.5"),
        ("query alert", "avg(last_5m):\n  avg:a{*}\n> 1"),
        ("query alert", "avg(last_5m):anomalies(avg:a{*}, 'it(s)', 2, direction='above') >= 1"),
        ("query alert", 'formula("query1").rollup("sum").last("5m") > 100'),
        ("log alert", 'logs("a:b last(x) (").index("main").rollup("avg", "@d").by("c").last("5m") > 2'),
        ("event-v2 alert", 'events("source:deploy").rollup("count").by("service").last("15m") > 0'),
        ("error-tracking alert", 'error-tracking-rum("service:a").rollup("count").last("1h") >= 1'),
        ("audit alert", 'audits("@evt.name:x").rollup("count").last("2d") > 10'),
        ("event alert", "events('a').rollup('count').last('5m') > 0"),
        ("trace-analytics alert", 'trace-analytics("a").rollup("count").last("5m") > 0'),
        ("ci-pipelines alert", 'ci-pipelines("a").rollup("count").last("5m") > 0'),
        ("ci-tests alert", 'ci-tests("a").rollup("count").last("5m") > 0'),
        ("database-monitoring alert", 'database-monitoring("a").rollup("count").last("5m") > 0'),
        ("network-performance alert", 'network-performance("a").rollup("sum", "b").last("5m") > 0'),
        ("network-path alert", 'network-path("a").index("netpath-path").rollup("count").last("5m") > 0'),
        ("rum alert", 'rum("a").rollup("count").last("2880m") > 0'),
        ("data-quality alert", 'formula("query1").last("30m") > 1000'),
        ("data-jobs alert", 'formula("query1").last("30m") > 1000'),
        ("llm-observability alert", 'formula("query1").last("30m") > 1000'),
        ("process alert", "processes('nginx').over('env:prod').rollup('count').last('10m') < 1"),
        ("rum alert", 'formula("query2 / query1 * 100").last("15m") >= 0.8'),
        ("cost alert", 'formula("a(query1)").last("7d").anomaly(direction="above", threshold=10) >= 5'),
        ("cost alert", 'formula("query1").current("1mo") >= threshold'),
        ("service check", '"a.up".over("*").last(2).count_by_status()'),
        ("service check", '"a.up".over("env:prod","b").exclude("c").by("host").last(100).pct_by_status()'),
        ("service check", '"a.up".over("*").by("*").last(2).by("host").count_by_status()'),
        ("composite", "( 1 && !2 ) || ( !1 && 2 )"),
        ("slo alert", 'error_budget("abc").over("7d") > 75'),
        ("slo alert", 'burn_rate("abc").over("30d").long_window("1h").short_window("5m") > 14.4'),
    ],
)
def test_takes_what_datadog_takes(type: str, query: str):
    monitor_query.check(type, query)


@pytest.mark.parametrize(
    ("type", "query"),
    [
        ("query alert", ""),
        ("query alert", "THIS IS A BAD QUERY"),
        ("query alert", "avg:a{*} > 1"),
        ("query alert", "avg(last_5m):avg:a{*}"),
        ("query alert", "avg(last_5m):avg:a{*} > "),
        ("query alert", "avg(last_5m):avg:a{*} >> 1"),
        ("query alert", "avg(last_5m): > 1"),
        ("query alert", "avg(last_5m):avg:a{* > 1"),
        ("query alert", "avg(last_5m):sum(avg:a{*}] > 1"),
        ("query alert", "median(last_5m):avg:a{*} > 1"),
        ("query alert", "avg(last_5):avg:a{*} > 1"),
        ("query alert", 'formula("query1") > 1'),
        ("log alert", 'logs("last(\\"5m\\")").rollup("count") > 1'),
        ("service check", '"a.up".over().last(x).count_by_status()'),
        ("service check", '"a.up".by("host").last(1).count_by_status()'),
        ("composite", "1 &&"),
        ("composite", "1 & 2"),
        ("composite", "(1 || 2"),
        ("composite", "1 2"),
        ("composite", "a && b"),
        ("slo alert", 'error_budget("abc") > 75'),
    ],
)
def test_refuses_another_form_in_the_quoted_words(type: str, query: str):
    assert refusal(type, query) == INVALID


@pytest.mark.parametrize(
    ("type", "query"),
    [
        ("log alert", 'logs("a").rollup("count").last("5m")'),
        ("log alert", 'log("a").rollup("count").last("5m") > 1'),
        ("log alert", "avg(last_5m):avg:a{*} > 1"),
        ("rum alert", 'logs("a").rollup("count").last("5m") > 1'),
        ("cost alert", 'formula("query1").last("7d")'),
    ],
)
def test_a_wrong_source_and_a_missing_comparison_are_worded_as_an_operator(type: str, query: str):
    assert refusal(type, query) == OPERATOR


@pytest.mark.parametrize(
    ("type", "query", "window"),
    [
        ("query alert", "avg(last_0m):avg:a{*} > 1", "0m"),
        ("query alert", "avg(last_32d):avg:a{*} > 1", "32d"),
        ("log alert", 'logs("a").rollup("count").last("49h") > 1', "49h"),
    ],
)
def test_refuses_a_window_out_of_range(type: str, query: str, window: str):
    assert refusal(type, query) == f"{INVALID}: the window {window} is out of range"


@pytest.mark.parametrize(
    ("longest", "longer"), [("44640m", "44641m"), ("744h", "745h"), ("31d", "32d"), ("4w", "5w"), ("1mo", "2mo")]
)
def test_takes_a_window_of_a_month_and_no_longer(longest: str, longer: str):
    for query in ("avg(last_{}):avg:a{{*}} > 1", 'formula("query1").last("{}") > 1'):
        monitor_query.check("query alert", query.format(longest))
        assert refusal("query alert", query.format(longer)).endswith(f"the window {longer} is out of range")


def test_a_service_check_looks_at_one_to_a_hundred_statuses():
    for last in (0, 101):
        query = f'"a.up".over("*").last({last}).count_by_status()'
        assert refusal("service check", query) == f"{INVALID}: last({last}) is out of range"


def test_a_composite_names_at_most_ten_monitors_each_once():
    assert monitor_query.sub_monitors("1 && (2 || !1)") == [1, 2]
    assert len(monitor_query.sub_monitors(" || ".join(map(str, range(10))))) == 10
    assert "at most 10" in refusal("composite", " || ".join(map(str, range(11))))


def test_reads_the_comparison_at_the_end():
    assert monitor_query.comparison("a > -1.5e3") == (">", -1500.0)
    assert monitor_query.comparison("a >= threshold") == (">=", None)
    assert monitor_query.comparison("a") is None


def test_accepts_every_recorded_and_published_monitor():
    organisation = Organisation()
    published = [json.loads(path.read_text()) for path in sorted(corpus("monitors").rglob("*.json"))]
    sent = [each.get("definition", each) for each in published]
    for row in json_lines("objects/monitors.jsonl.gz"):
        if row["op"] in ("create", "update", "validate") and row["status"] == 200:
            sent.append(row["request"])
    for body in sent:
        if body["type"] != "composite":
            assert organisation.ask("POST", "/api/v1/monitor/validate", body) == (200, {}), body["query"]
    assert len(sent) > 150


def test_accepts_every_recorded_query():
    lines = corpus("queries.jsonl").read_text().splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] == "monitor_query"]
    for row in rows:
        if row["type"] != "synthetics alert":
            monitor_query.check(row["type"], row["query"].strip())
    assert len(rows) > 60
