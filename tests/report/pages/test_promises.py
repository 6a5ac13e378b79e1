from __future__ import annotations

from typing import Any

from dogwatch.declare import Availability, LatencyObjective
from dogwatch.kinds import Resource
from dogwatch.report.pages.promises import promises, target_of

from .books import monitor

COUNTS: dict[str, Any] = {"type": "metric", "query": {"numerator": "sum:good{*}", "denominator": "sum:all{*}"}}


def slo(**body: Any) -> Resource:
    thresholds = [{"timeframe": "30d", "target": 99.9}]
    whole = {"name": "[prod] checkout: 99.9% of calls succeed", "thresholds": thresholds, **COUNTS, **body}
    return Resource("slo", "shop/checkout/availability", whole)


def burn(factor: float, long: str, slo: str = "shop/checkout/availability", **body: Any) -> Resource:
    windows = f'.long_window("{long}").short_window("5m")'
    return monitor(f'burn_rate("${{slo:{slo}}}").over("30d"){windows} > {factor}', "@slack-x", **body)


def test_a_promise_is_its_target_its_budget_and_what_counts_as_good() -> None:
    assert list(promises([slo()], [])) == [
        "",
        "### 99.9% of calls succeed",
        "",
        "- **Target** 99.9% over 30d",
        "- **Error budget** 0.1%, used up by 43.2 minutes in which everything fails",
        "- **Good** are the events that the first query counts, out of those that the second one counts",
        "",
        "```text",
        "sum:good{*}",
        "sum:all{*}",
        "```",
    ]


def test_says_why_it_is_promised() -> None:
    objectives = [Availability("99.9%", why="Partners have it in writing."), LatencyObjective("99%", within="1s")]
    lines = list(promises([slo()], [], objectives))
    assert lines[3:5] == ["- **Why** Partners have it in writing.", "- **Target** 99.9% over 30d"]
    assert "**Why**" not in "".join(promises([slo()], [], objectives[1:]))


def test_says_when_it_warns_and_a_long_budget_in_hours() -> None:
    lines = list(promises([slo(thresholds=[{"timeframe": "90d", "target": 99, "warning": 99.5}])], []))
    assert "- **Error budget** 1%, used up by 21.6 hours in which everything fails" in lines
    assert "- **Warns** below 99.5%" in lines


def test_names_the_alerts_on_its_budget_the_most_urgent_first() -> None:
    other = burn(6, "6h", slo="shop/checkout/availability-2", priority=1)
    gone = monitor('error_budget("${slo:shop/checkout/availability}").over("30d") > 75', priority=3)
    lines = list(promises([slo()], [gone, burn(3, "24h", priority=2), burn(14.4, "1h", priority=1), other]))
    assert lines[-5:] == [
        "| Somebody is told when | Priority | Tells |",
        "|---|---|---|",
        "| the budget burns 14.4 times as fast as it lasts, over 1h and still over 5m | P1 | `@slack-x` |",
        "| the budget burns 3 times as fast as it lasts, over 24h and still over 5m | P2 | `@slack-x` |",
        "| 75% of the budget is gone | P3 | nobody |",
    ]


def test_a_composite_of_a_promise_is_known_by_its_name() -> None:
    both = monitor("${slo:shop/checkout/availability} && 5")
    assert list(promises([slo()], [both]))[-1] == "| it breaks | – | nobody |"


def slices(formula: str) -> Resource:
    queries = [{"data_source": "metrics", "name": "query1", "query": "avg:a{*}"}]
    query = {"formulas": [{"formula": formula}], "queries": queries}
    time_slice = {"query": query, "comparator": "<", "threshold": 5, "query_interval_seconds": 300}
    return slo(type="time_slice", query=None, sli_specification={"time_slice": time_slice})


def test_slices_of_time_say_the_limit_and_the_query() -> None:
    assert list(promises([slices("query1")], []))[-5:] == [
        r"- **Good** is each slice of 5m in which this is \< 5",
        "",
        "```text",
        "avg:a{*}",
        "```",
    ]
    assert list(promises([slices("query1 * 2")], []))[-3:-1] == ["query1 * 2", "query1 = avg:a{*}"]


def test_monitors_may_be_what_counts() -> None:
    lines = list(promises([slo(type="monitor", query=None, monitor_ids=["${monitor:shop/checkout/errors}"])], []))
    assert lines[-1] == "- **Good** is the time in which its monitors do not alert"


def test_the_target_in_short() -> None:
    assert target_of(slo().body) == "99.9% over 30d"
