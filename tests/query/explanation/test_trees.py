# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

import json

import pytest

from dogwatch.query import LANGUAGES, explain, metric, parse_as
from tests.corpus import corpus


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("query alert", "avg(last_5m):avg:a{*} > 80", "the average over the last 5 minutes of the average of a; alerts above 80"),
        ("query alert", "max(last_1h):avg:a{*} by {host} <= 0.5", "the highest value over the last hour of the average of a, per host; alerts at or below 0.5"),
        ("query alert", "min(current_1mo):avg:a{*} < 1", "the lowest value over the current month of the average of a; alerts below 1"),
        ("query alert", "last(last_2d):avg:a{*} == 1", "the last value over the last 2 days of the average of a; alerts at 1"),
        ("query alert", "percentile(last_4h):p99.9:a{*} != 1", "the percentile over the last 4 hours of the 99.9th percentile of a; alerts at all but 1"),
        ("query alert", "sum(last_1w):sum:a{*}.as_count() >= threshold", "the sum over the last week of the sum of a, as counts; alerts at or above the threshold that its options ask for"),
        ("query alert", "max(next_1w):forecast(avg:a{*}, 'linear', 1) >= 9", "the highest value over the next week of the forecast of the average of a ('linear', 1); alerts at or above 9"),
        ("query alert", "change(avg(last_5m),last_1h):avg:a{*} > 1", "the change since an hour earlier of the average over the last 5 minutes of the average of a; alerts above 1"),
        ("query alert", "pct_change(avg(last_5m),30m_ago):avg:a{*} > 1", "the change in percent since 30 minutes earlier of the average over the last 5 minutes of the average of a; alerts above 1"),
        (
            "query alert",
            "avg(last_5m):100 * sum:e{*} by {host} / sum:h{*} by {host} > 1",
            "the average over the last 5 minutes of (100 times (the sum of e)) divided by (the sum of h), per host; alerts above 1",
        ),
        (
            "query alert",
            "avg(last_5m):sum:e{*} by {host} / sum:h{*} > 1",
            "the average over the last 5 minutes of (the sum of e, per host) divided by (the sum of h); alerts above 1",
        ),
        (
            "log alert",
            'logs("service:web").index("main").rollup("count").by("host,@b").last("5m") > 2',
            "the number of logs in main, where service is web, over the last 5 minutes, per host and @b; alerts above 2",
        ),
        (
            "rum alert",
            'rum("*").index("*").rollup("cardinality", "@usr.id").last("1h") > 2',
            "the number of different @usr.id of RUM events, over the last hour; alerts above 2",
        ),
        (
            "trace-analytics alert",
            'trace-analytics("a").rollup("pc95", "@duration").last("5m") > 2',
            "the pc95 of @duration of spans, where it says a, over the last 5 minutes; alerts above 2",
        ),
        (
            "error-tracking alert",
            'error-tracking-rum("").source("browser").new().rollup("count").by("@issue.id").last("1h") >= 1',
            "the number of error tracking rum, from browser, new ones only, over the last hour, per @issue.id; alerts at or above 1",
        ),
        (
            "process alert",
            "processes('nginx').over('env:prod').rollup('count').last('10m') < 1",
            "the number of processes, where it says nginx, of env:prod, over the last 10 minutes; alerts below 1",
        ),
        ("cost alert", 'formula("query1 / 2").last("7d").anomaly(direction="above") >= 5', 'query1 divided by 2 over the last 7 days, as anomaly(direction="above"); alerts at or above 5'),
        ("query alert", 'formula("query1").rollup("sum").last("5m") > 1', "query1 over the last 5 minutes, rolled up by sum; alerts above 1"),
        ("service check", '"a.up".over("*").by("host").last(3).count_by_status()', "the last 3 statuses of the check 'a.up', per host; its thresholds say how many alert"),
        (
            "service check",
            '"a.up".over("env:prod").exclude("x").by("*").last(3).pct_by_status() > 50',
            "the percentage of each status of the check 'a.up' of env:prod without x; alerts above 50",
        ),
        ("slo alert", 'error_budget("abc").over("7d") > 75', "how many percent are used up of the error budget of the SLO abc over 7d; alerts above 75"),
        (
            "slo alert",
            'burn_rate("abc").over("30d").long_window("1h").short_window("5m") > 14.4',
            "how many times too fast the error budget of the SLO abc over 30d burns, both over 1h and over 5m; alerts above 14.4",
        ),
        ("composite", "1 && !2 || !(3 && 4)", "alerts when (1 does and 2 does not) or it is not that (3 does and 4 does)"),
        ("synthetics alert", "no_query", "the query of a monitor that a synthetic test brings along, which says nothing"),
        ("search", "", "everything"),
        ("search", "*", "everything"),
        ("search", 'a "b c" $env', "everything, where it says a and it says 'b c' and it has $env"),
        ("search", "@n:(>=400 AND <500) -b:[1 TO 2}", "everything, where (@n is at least 400 and @n is below 500) and not (b is from 1 to 2, edges excluded)"),
        ("search", "(a OR b:x*) CIDR(@ip,1)", "everything, where (it says a or b is like x*) and CIDR(@ip,1) holds"),
        ("search", 'e:"" c:$v.value', "everything, where e is '' and c is $v.value"),
        ("formula", "query1 - -query2 + 2", "(query1 minus (minus query2)) plus 2"),
        ("metric", "avg:a{*}, sum:b{*}", "the average of a; the sum of b"),
        ("metric", "a{*}", "the average of a"),
        ("metric", "p92:a{*} + p91:a{*} + p93:a{*} + p12:a{*}", "(((the 92nd percentile of a) plus (the 91st percentile of a)) plus (the 93rd percentile of a)) plus (the 12th percentile of a)"),
        ("metric", "count(v: v<=0.4):a{*}", "the number of values <=0.4 of a"),
        ("metric", "sum:a{*}.as_rate().rollup(avg).fill(last, 60)", "the sum of a, per second, averaged in each point, gaps filled with the last value for 60 seconds at most"),
        ("metric", "sum:a{*}.rollup(60).fill(60)", "the sum of a, rolled up every 60 seconds, gaps filled for 60 seconds at most"),
        ("metric", "sum:a{*}.weighted()", "the sum of a, weighted"),
        ("metric", "top(default_zero(avg:a{*}), 10, 'mean', 'desc')", "top of zero where there is no value, else the average of a (10, 'mean', 'desc')"),
        ("metric", "clamp_max(abs(avg:a{*}), 5)", "cut down to at most 5, the absolute value of the average of a"),
        (
            "metric",
            "avg:a{env:prod,!host:web-*,$v,!$w,x,!y,z:,!q:*}",
            "the average of a, where env is prod, host is not like web-*, it has $v, it has not $w, it has x, it has not y, z is empty and q is not anything",
        ),
        (
            "metric",
            "avg:a{a:b AND (c IN (d,e) OR NOT (f OR g:h)) AND NOT i:j AND k NOT IN (l) AND m:n-$o.value}",
            "the average of a, where a is b and (c is one of d, e or not (it has f or g is h)) and i is not j and k is none of l and m is like n-$o.value",
        ),
    ],
)  # fmt: skip
def test_says_in_words_what_is_asked(language: str, text: str, words: str) -> None:
    assert explain(parse_as(language, text)) == words


def test_explains_what_was_built() -> None:
    alert = metric("feature.duration").where("$env").p95().by("region").over("5m") > 0.4
    assert explain(alert) == (
        "the average over the last 5 minutes of the 95th percentile of feature.duration, where it has $env, per region; "
        "alerts above 0.4"
    )


def test_explains_every_real_query() -> None:
    rows = [json.loads(line) for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        assert explain(LANGUAGES[row["kind"]](row["type"], row["query"])).strip()  # type: ignore[arg-type]
    assert len(rows) > 2000
