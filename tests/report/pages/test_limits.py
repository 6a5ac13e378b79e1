from __future__ import annotations

from dogwatch import Engagement, Errors, Latency, Limit, Resources, Traffic
from dogwatch.report.pages.limits import limits
from tests.declare.features import feature


def rows(*signals: Latency | Errors | Traffic | Resources | Engagement) -> list[str]:
    return list(limits(feature(*signals)))[2:]


def test_a_row_per_limit_with_warning_and_window() -> None:
    assert rows(Latency(p95=Limit("400ms", warn="300ms"), p99="1s"), Errors(rate="1%", over="10m")) == [
        "| response time, p95 | 400ms | 300ms | 5m |",
        "| response time, p99 | 1s | – | 5m |",
        "| share of calls that fail, at most | 1% | – | 10m |",
    ]


def test_says_of_each_limit_what_it_is_of() -> None:
    found = rows(Traffic(min="1/s", max="9/s"), Resources(cpu="50ms", memory="512MiB"))
    assert [row.split(" | ")[0] for row in found] == [
        "| calls, at least",
        "| calls, at most",
        "| processor time of a call, p95",
        "| memory of a process, at most",
    ]


def test_says_with_what_engagement_is_compared() -> None:
    assert rows(Engagement(actions=["add_to_cart", "pay"], drop="30%", against="1w", band=3)) == [
        r"| what people do: add\_to\_cart, pay | 30% fewer than 1w before, where there were more than 50 | – | 1h |",
        r"| what people do: add\_to\_cart, pay | 3 deviations below what the past weeks predict | – | 1h |",
    ]


def test_says_why_where_a_signal_does() -> None:
    lines = list(limits(feature(Latency(p95="1s", why="It is *felt*."), Errors(rate="1%"))))
    assert lines[0] == "| Signal | Limit | Warns at | Window | Why |"
    assert [line.split(" | ")[-1] for line in lines[2:]] == [r"It is \*felt\*. |", "– |"]


def test_has_no_column_for_reasons_that_nobody_gives() -> None:
    assert next(limits(feature(Errors(rate="1%")))) == "| Signal | Limit | Warns at | Window |"


def test_nothing_stands_without_signals() -> None:
    assert list(limits(feature())) == []
