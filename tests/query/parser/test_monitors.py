# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

from collections.abc import Callable

import pytest

from dogwatch.query import (
    TYPES,
    Ago,
    Bound,
    Change,
    CheckAlert,
    Current,
    EventAlert,
    Facet,
    FormulaAlert,
    FreeText,
    Function,
    Keyword,
    Last,
    MetricAlert,
    MetricQuery,
    MonitorQuery,
    Name,
    Next,
    Number,
    Opaque,
    Over,
    Search,
    Step,
    Text,
    canonical,
    metric,
    parse_monitor,
)

from .refusals import refusal

A = MetricQuery("a")
LAST = Step("last", ("5m",))
COUNT = Step("rollup", ("count",))
WEB = Search(Facet("service", FreeText("web")))


def of(type: str) -> Callable[[str], MonitorQuery]:
    return lambda text: parse_monitor(text, type)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("avg(last_5m):avg:a{*} > 80", MetricAlert(Over("avg", Last(5, "m"), A), ">", 80)),
        ("\n avg( last_1mo ) : avg:a{*}>=0.50 ", MetricAlert(Over("avg", Last(1, "mo"), A), ">=", 0.5)),
        ("sum(current_1d):avg:a{*} == -1", MetricAlert(Over("sum", Current("1d"), A), "==", -1)),
        ("percentile(last_4h):p95:a{*} < 1", MetricAlert(Over("percentile", Last(4, "h"), MetricQuery("a", "p95")), "<", 1)),
        ("avg(last_5m):avg:a{*} > threshold", MetricAlert(Over("avg", Last(5, "m"), A), ">", None)),
        (
            "max(next_1w):forecast(avg:a{*}, 'linear', 1, interval='60m') >= 0.9",
            MetricAlert(
                Over("max", Next(1, "w"), Function("forecast", (A, Text("linear"), Number(1), Keyword("interval", Text("60m"))))),
                ">=",
                0.9,
            ),
        ),
        (
            "change(min(last_1m),last_5m):avg:a{*} > 5",
            MetricAlert(Change("change", "min", Last(1, "m"), Last(5, "m"), A), ">", 5),
        ),
        (
            "pct_change( avg(last_5m) , 1h_ago ):avg:a{*} != 5",
            MetricAlert(Change("pct_change", "avg", Last(5, "m"), Ago(1, "h"), A), "!=", 5),
        ),
        (
            'formula("query1 / 2").rollup("sum").last("5m") > 124',
            FormulaAlert(parse_monitor('formula("query1 / 2").last("1d") > 1', "cost alert").formula, (Step("rollup", ("sum",)), LAST), ">", 124),  # type: ignore[union-attr]
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("type", ["query alert", "metric alert"])
def test_reads_a_query_of_metrics(type: str, text: str, tree: MonitorQuery) -> None:
    read = parse_monitor(text, type)
    assert read == tree
    assert str(read) == text
    assert parse_monitor(canonical(read), type) == tree
    assert canonical(read) == str(tree)


def test_reads_what_the_builder_writes() -> None:
    built = metric("hits").where("$env").sum().as_count().pct_change("5m", "1h") > 0.1 + 0.2
    assert parse_monitor(str(built), "query alert") == built


@pytest.mark.parametrize(
    ("type", "text", "tree"),
    [
        (
            "log alert",
            'logs("service:web").index("main").rollup("count").by("host, @http.method").last("5m") > 2',
            EventAlert(
                "logs",
                WEB,
                (Step("index", ("main",)), COUNT, Step("by", ("host, @http.method",)), LAST),
                ">",
                2,
            ),
        ),
        ("rum alert", "rum('service:web').rollup('count').last('5m') >= 1", EventAlert("rum", WEB, (COUNT, LAST), ">=", 1)),
        ("log alert", 'logs("").rollup("count").last("5m") < threshold', EventAlert("logs", Search(), (COUNT, LAST), "<", None)),
        (
            "error-tracking alert",
            'error-tracking-rum("service:web").source("browser").new().rollup("count").last("5m") > 0',
            EventAlert("error-tracking-rum", WEB, (Step("source", ("browser",)), Step("new"), COUNT, LAST), ">", 0),
        ),
        (
            "process alert",
            "processes('service:web').over('env:prod').rollup('count').last('5m') < 1",
            EventAlert("processes", WEB, (Step("over", ("env:prod",)), COUNT, LAST), "<", 1),
        ),
        (
            "event-v2 alert",
            'events("@n:>5").rollup("cardinality", "@usr.id").last("5m") > 0',
            EventAlert("events", Search(Facet("@n", Bound(">", "5"))), (Step("rollup", ("cardinality", "@usr.id")), LAST), ">", 0),
        ),
        (
            "cost alert",
            'formula("exclude_null(query1)").last("7d").anomaly(direction="above", threshold=10) >= 5',
            FormulaAlert(
                Function("exclude_null", (Name("query1"),)),
                (
                    Step("last", ("7d",)),
                    Step("anomaly", (Keyword("direction", Text("above")), Keyword("threshold", Number(10)))),
                ),
                ">=",
                5,
            ),
        ),
        ("data-quality alert", 'formula("query1").current("1mo") > 1', FormulaAlert(Name("query1"), (Step("current", ("1mo",)),), ">", 1)),
        (
            "service check",
            '"a.up".over("env:prod","x").exclude("y").by("host","port").last(4).count_by_status()',
            CheckAlert(
                "a.up",
                (
                    Step("over", ("env:prod", "x")),
                    Step("exclude", ("y",)),
                    Step("by", ("host", "port")),
                    Step("last", (4,)),
                    Step("count_by_status"),
                ),
            ),
        ),
        (
            "service check",
            '"a".over("*").last(2).pct_by_status() > 50',
            CheckAlert("a", (Step("over", ("*",)), Step("last", (2,)), Step("pct_by_status")), ">", 50),
        ),
        ("synthetics alert", "no_query", Opaque("no_query")),
    ],
)  # fmt: skip
def test_reads_a_query_of_its_type(type: str, text: str, tree: MonitorQuery) -> None:
    read = parse_monitor(text, type)
    assert read == tree
    assert str(read) == text
    assert parse_monitor(canonical(read), type) == tree


def test_a_search_within_a_query_keeps_its_escapes() -> None:
    text = r'logs("@msg:\"a \\ b\" (c)").rollup("count").last("5m") > 0'
    read = parse_monitor(text, "log alert")
    assert isinstance(read, EventAlert)
    assert str(read.search) == r'@msg:"a \ b" (c)'
    assert str(read) == text
    assert parse_monitor(canonical(read), "log alert") == read


@pytest.mark.parametrize(
    "type", [type for type in TYPES if type not in ("composite", "slo alert", "service check", "synthetics alert")]
)
def test_every_other_type_takes_a_formula(type: str) -> None:
    read = parse_monitor('formula("query1").last("5m") > 1', type)
    assert read == FormulaAlert(Name("query1"), (LAST,), ">", 1)


def test_an_alert_says_what_it_looks_at() -> None:
    events = parse_monitor('logs("a").rollup("count").by("host,@b").last("1d") > 1', "log alert")
    check = parse_monitor('"a".over("env:prod","*").by("*").last(3).count_by_status()', "service check")
    metrics = parse_monitor("avg(last_2h):avg:a{*} by {host} > 1", "query alert")
    assert isinstance(events, EventAlert)
    assert isinstance(check, CheckAlert)
    assert isinstance(metrics, MetricAlert)
    assert (events.window, events.groups, events.threshold) == (Last(1, "d"), ("host", "@b"), 1)
    assert (check.last, check.groups, check.tags) == (3, (), ("env:prod",))
    assert (metrics.window, metrics.comparator) == (Last(2, "h"), ">")


@pytest.mark.parametrize(
    ("type", "marked", "said"),
    [
        ("query alert", "^", "the query ends too early; expected the window of a monitor, as in avg(last_5m):"),
        ("query alert", "avg^:a{*} > 1", "':' has no place here; expected the window in parentheses, as in avg(last_5m):"),
        ("query alert", "^avgg(last_5m):avg:a{*} > 1", "'avgg' is no way to aggregate over a window; did you mean 'avg'?"),
        ("query alert", "^chnge(avg(last_5m),last_1h):avg:a{*} > 1", "'chnge' is no way to aggregate over a window; did you mean 'change'?"),
        ("query alert", "avg(^last_5x):avg:a{*} > 1", "'last_5x' has no place here; expected a window such as last_5m, last_4h, last_1d, last_1w, last_1mo or current_1d"),
        ("query alert", "avg(last_5m^, 5):avg:a{*} > 1", "',' has no place here; expected ')'"),
        ("query alert", "avg(last_5m) ^avg:a{*} > 1", "'avg' has no place here; expected ':' behind the window"),
        ("query alert", "change(avg(last_5m)^):avg:a{*} > 1", "')' has no place here; expected ',' and how far to look back, as in last_1h"),
        ("query alert", "change(avg(last_5m),^5m):avg:a{*} > 1", "'5m' has no place here; expected how far to look back, as in last_1h or 1h_ago"),
        ("query alert", "change ^avg(last_5m):avg:a{*} > 1", "'avg' has no place here; expected '('"),
        ("query alert", "avg(last_5m):avg:a{*}^", "the query ends too early; expected an operator, a modifier or a comparison such as > 5"),
        ("query alert", "avg(last_5m):avg:a{*} ^=> 1", "'=' has no place here; expected >, >=, <, <=, == or !="),
        ("query alert", "avg(last_5m):avg:a{*} > ^.5", "Datadog reads no number that begins with a point; write a zero in front of it"),
        ("query alert", "avg(last_5m):avg:a{*} > ^many", "'many' has no place here; expected a number"),
        ("query alert", "avg(last_5m):avg:a{*} > 1 ^|| 2", "'|' has no place here; expected the end"),
        ("log alert", '^log("a").rollup("count").last("5m") > 1', "'log' is no source of a log alert; did you mean 'logs'?"),
        ("log alert", '^rum("a").rollup("count").last("5m") > 1', "'rum' is no source of a log alert; write logs(…) or formula(…)"),
        ("cost alert", "^avg(last_5m):avg:a{*} > 1", "'avg' is no source of a cost alert; write formula(…)"),
        ("log alert", "logs^", 'the query ends too early; expected logs("…") or formula("…")'),
        ("log alert", 'logs(^a).rollup("count").last("5m") > 1', "'a' has no place here; expected a search in quotes"),
        ("log alert", 'logs("a"^', "the query ends too early; expected ')'"),
        ("log alert", 'logs("a (b^").rollup("count").last("5m") > 1', "the query ends too early; expected a term, AND, OR or ')'"),
        ("log alert", r'logs("a \"b\" (c^").rollup("count").last("5m") > 1', "the query ends too early; expected a term, AND, OR or ')'"),
        ("log alert", 'logs("a").^rolup("count").last("5m") > 1', "'rolup' is no step of such a query; did you mean 'rollup'?"),
        ("log alert", 'logs("a").rollup("count").last("5m")^.last("5m") > 1', ".last() stands there twice; leave one out"),
        ("log alert", 'logs("a").rollup("count").last("5m")^. > 1', "'.' has no place here; expected one of .index, .source, .over, .new, .impact, .rollup, .by, .last"),
        ("log alert", 'logs("a").rollup(^count).last("5m") > 1', "'count' has no place here; expected a text in quotes or a number"),
        ("log alert", 'logs("a").rollup("count" ^"b").last("5m") > 1', "'\"' has no place here; expected ',' or ')'"),
        ("log alert", 'logs("a").last("5m") ^> 1', 'it has no .rollup(…); write it in front of this, as in .rollup("count")'),
        ("log alert", 'logs("a").rollup("count") ^> 1', 'it has no .last(…); write it in front of this, as in .last("5m")'),
        ("log alert", 'logs("a").rollup("count").last^("5x") > 1', "'5x' is no window; write one as in .last(\"5m\")"),
        ("log alert", 'logs("a").rollup("count").new^("5x") > 1', "'.new(\"5x\")' has other arguments than it takes; write it as in .new()"),
        ("log alert", 'logs("a").rollup("count").last("5m") ^', "the query ends too early; expected another step or a comparison such as > 5"),
        ("cost alert", 'formula("query1 +^").last("5m") > 1', "the query ends too early; expected the name of a query"),
        ("cost alert", 'formula("query1 ^query2").last("5m") > 1', "'query2' has no place here; expected an operator or the end of the formula"),
        ("cost alert", 'formula("query1") ^> 1', 'it has no .last(…); write it in front of this, as in .last("5m")'),
        ("cost alert", 'formula("query1").current^("2d") > 1', "'2d' is no window; write one as in .current(\"1mo\")"),
        ("service check", "^a.up", "'a.up' has no place here; expected the name of a check in quotes"),
        ("service check", '"a".last(2).count_by_status()^', 'it has no .over(…); write it in front of this, as in .over("*")'),
        ("service check", '"a".over("*").last(2)^', "it has no .count_by_status(…); write it in front of this, as in .count_by_status()"),
        ("service check", '"a".over("*").last^("2").count_by_status()', "'.last(\"2\")' has other arguments than it takes; write it as in .last(3)"),
        ("service check", '"a".over^().last(2).count_by_status()', "'.over()' has other arguments than it takes; write it as in .over(\"*\")"),
        ("log alrt", "^x", "'log alrt' is no type of a monitor; did you mean 'log alert'?"),
        ("", "^x", f"'' is no type of a monitor; write one of {', '.join(TYPES)}"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_a_query(type: str, marked: str, said: str) -> None:
    assert refusal(of(type), marked) == said
