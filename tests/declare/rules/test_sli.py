from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Events, Slices, Slo
from dogwatch.declare.rules.sli import Said, events_mistakes, promise_mistakes, slices_mistakes
from dogwatch.query import Variable, metric
from dogwatch.values import Duration

SOURCE = metric("hits").where(Variable("env"))
HITS = SOURCE.sum().as_count()


def sentences(said: Said) -> list[str]:
    return [f"{argument}: {seen}; {remedy}" for argument, (seen, remedy) in said]


def promised(**arguments: Any) -> list[str]:
    slo = Slo("a", **{"target": "99%", "title": "t", "what": "w", "sli": Events(good="", total=""), **arguments})
    return sentences(promise_mistakes(slo.target, slo.over, slo.warn))


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"target": "99.999%"},
        {"target": "0.001%"},
        {"over": "1w"},
        {"over": "90d"},
        {"target": "99.9%", "warn": "99.901%"},
    ],
)
def test_finds_nothing_wrong_with_what_can_be_promised(right: dict[str, str]) -> None:
    assert promised(**right) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"target": 99}, "target: 99 is not a percentage; write it with its unit, as in '99.9%'"),
        ({"target": "99"}, "target: '99' has no unit; a percentage has one of '%', as in '99.9%'"),
        (
            {"target": "100%"},
            "target: 100% leaves no error budget to spend; write a share above 0% and below 100%, as in '99.9%'",
        ),
        (
            {"target": "0%"},
            "target: 0% leaves no error budget to spend; write a share above 0% and below 100%, as in '99.9%'",
        ),
        ({"target": "99.9995%"}, "target: 99.9995% has more than three decimals; write '99.999%'"),
        ({"target": "99.9999%"}, "target: 99.9999% has more than three decimals; write '99.999%'"),
        ({"over": "28d"}, "over: no SLO has the time frame 4w; write one of 7d, 30d, 90d"),
        ({"over": "1h"}, "over: no SLO has the time frame 1h; write one of 7d, 30d, 90d"),
        ({"over": "month"}, "over: 'month' is not a duration; write a number and a unit, as in '400ms'"),
        ({"warn": "99%"}, "warn: it warns at 99% and promises 99%; write a warn above 99%"),
        ({"warn": "98%"}, "warn: it warns at 98% and promises 99%; write a warn above 99%"),
        (
            {"warn": "100%"},
            "warn: 100% leaves no error budget to spend; write a share above 0% and below 100%, as in '99.9%'",
        ),
    ],
)
def test_says_what_cannot_be_promised(wrong: dict[str, Any], said: str) -> None:
    assert promised(**wrong) == [said]


def test_a_target_that_cannot_be_read_says_nothing_about_the_warning() -> None:
    assert len(promised(target="x", warn="50%")) == 1


@pytest.mark.parametrize(
    ("good", "total"),
    [
        (HITS.where(outcome="ok"), HITS),
        (HITS - HITS.where(outcome="error"), HITS),
        (SOURCE.count_where("<", 1).as_count(), SOURCE.count().as_count()),
        ("sum:a{$env,ok:true}.as_count()", "sum:a{$env}.as_count()"),
    ],
)
def test_finds_nothing_wrong_with_counts_of_an_environment(good: Any, total: Any) -> None:
    assert sentences(events_mistakes(Events(good=good, total=total))) == []


@pytest.mark.parametrize(
    "query",
    [SOURCE.sum(), SOURCE.avg().as_count(), SOURCE.p95(), SOURCE.sum().as_rate(), HITS / SOURCE.max(), "sum:a{$env}"],
)
def test_an_slo_counts_events(query: Any) -> None:
    assert sentences(events_mistakes(Events(good=query, total=HITS))) == [
        f"good: {str(query)!r} does not count events, which an SLO adds up; write .sum().as_count() behind each metric"
    ]


def test_both_queries_are_of_an_environment() -> None:
    everywhere = metric("hits").sum().as_count()
    events = Events(good=everywhere, total=everywhere)
    assert [line.partition(":")[0] for line in sentences(events_mistakes(events))] == ["good", "total"]
    assert sentences(events_mistakes(events, is_limited=True)) == []


@pytest.mark.parametrize("query", [HITS.over("5m") > 1, HITS.over("5m"), SOURCE, None, 5])
def test_a_query_of_events_has_no_window(query: Any) -> None:
    [sentence] = sentences(events_mistakes(Events(good=HITS, total=query)))
    assert sentence == (
        f"total: {str(query)!r} is no query of events; "
        "write a count without a window, as in checkout.metrics.hits.sum().as_count()"
    )


def sliced(**arguments: Any) -> list[str]:
    right = {"query": SOURCE.p95(), "comparator": "<", "threshold": 0.4, "slice": "5m"}
    return sentences(slices_mistakes(Slices(**{**right, **arguments})))


@pytest.mark.parametrize(
    "right", [{}, {"slice": "1m"}, {"query": "p95:a{$env}"}, {"comparator": ">="}, {"threshold": 5}]
)
def test_finds_nothing_wrong_with_slices_that_datadog_has(right: dict[str, Any]) -> None:
    assert sliced(**right) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slice": "2m"}, "slice: Datadog has no slices of 2m; write '1m' or '5m'"),
        ({"slice": "2"}, "slice: '2' has no unit; a duration has one of "),
        ({"comparator": "=="}, "comparator: '==' does not compare; write one of >, >=, <, <="),
        ({"threshold": "0.4"}, "threshold: '0.4' is no number; write it in the unit of the metric, as in 0.4"),
        ({"threshold": True}, "threshold: True is no number; "),
        ({"query": "p95:a{*}"}, "query: 'p95:a{*}' would watch the same in every environment; "),
        ({"query": SOURCE.p95().over("5m")}, "query: 'avg(last_5m):p95:hits{$env}' is no query of a time slice; "),
    ],
)
def test_says_what_no_slice_can_be(wrong: dict[str, Any], said: str) -> None:
    [sentence] = sliced(**wrong)
    assert sentence.startswith(said)


def test_slices_of_an_slo_of_some_environments_need_no_variable() -> None:
    slices = Slices(query="p95:a{*}", comparator="<", threshold=1)
    assert sentences(slices_mistakes(slices, is_limited=True)) == []
    assert Duration(300.0) == slices.slice
