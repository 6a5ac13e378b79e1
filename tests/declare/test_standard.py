from __future__ import annotations

from collections.abc import Iterable

import pytest

from dogwatch import (
    Availability,
    Errors,
    Feature,
    Latency,
    LatencyObjective,
    Limit,
    Monitor,
    Resources,
    Team,
    TimeSlice,
    Traffic,
)
from dogwatch.declare import Promise, Signal
from dogwatch.declare.standard import STANDARD, errors, latency, traffic

from .features import feature as measured


def feature(*signals: Signal) -> Feature:
    return Feature("checkout", team=Team("payments"), service="shop-api", signals=signals)


def queries(monitors: Iterable[Monitor]) -> dict[str, tuple[str, float | None]]:
    """Query and warning by name."""
    return {monitor.name: (str(monitor.query), monitor.warn) for monitor in monitors}


SCOPE = "$env,feature:checkout,service:shop-api"


def test_latency_makes_a_monitor_of_each_percentile_with_a_limit() -> None:
    slow = feature(Latency(p95=Limit("400ms", warn="300ms"), p99="1s", over="10m"))
    assert queries(latency(slow)) == {
        "latency-p95": (f"avg(last_10m):p95:feature.duration{{{SCOPE}}} > 0.4", 0.3),
        "latency-p99": (f"avg(last_10m):p99:feature.duration{{{SCOPE}}} > 1", None),
    }


def test_errors_compares_the_share_of_failed_calls() -> None:
    hits = "sum:feature.hits{$env,feature:checkout,service:shop-api%s}.as_count()"
    assert queries(errors(feature(Errors(rate=Limit("1%", warn="0.5%"))))) == {
        "errors": (f"sum(last_5m):{hits % ',outcome:error'} / {hits % ''} > 0.01", 0.005)
    }


def test_traffic_counts_calls_in_the_window() -> None:
    busy = feature(Traffic(min=Limit("1/s", warn="2/s"), max="60/m", over="10m"))
    assert queries(traffic(busy)) == {
        "traffic-min": (f"sum(last_10m):sum:feature.hits{{{SCOPE}}}.as_count() < 600", 1200.0),
        "traffic-max": (f"sum(last_10m):sum:feature.hits{{{SCOPE}}}.as_count() > 600", None),
    }


def test_a_silent_feature_alerts_but_an_unmeasured_maximum_does_not() -> None:
    least, most = traffic(feature(Traffic(min="1/s", max="9/s")))
    assert least.options == {"on_missing_data": "default"}
    assert most.options == {}


def test_each_says_the_limit_in_its_unit() -> None:
    every = feature(Latency(p95="400ms"), Errors(rate="1%"), Traffic(min="1/s", max="90/m"))
    made = [monitor for policy in (latency, errors, traffic) for monitor in policy(every)]
    assert [monitor.title for monitor in made] == [
        "p95 response time above 400ms",
        "more than 1% of calls fail",
        "fewer calls than 1/s",
        "more calls than 1.5/s",
    ]


def test_a_monitor_stands_where_its_signal_stands() -> None:
    signal = Errors(rate="1%")
    assert [monitor.place for monitor in errors(feature(signal))] == [signal.place]


def test_makes_nothing_of_other_signals() -> None:
    assert queries(latency(feature(Errors(rate="1%")))) == {}
    assert queries(errors(feature(Errors()))) == {}
    assert queries(traffic(feature(Traffic()))) == {}


@pytest.mark.parametrize(
    ("objective", "silent"),
    [
        (Availability("99%"), {"errors"}),
        (LatencyObjective("99%", within="1s"), {"latency-p95"}),
        (TimeSlice("fresh", "99%", query="avg:a{$env}", comparator="<", threshold=1), set()),
    ],
)
def test_where_an_objective_covers_a_signal_the_signal_wakes_nobody(objective: Promise, silent: set[str]) -> None:
    watched = measured(Latency(p95="1s"), Errors(rate="1%"), Traffic(min="1/s", max="9/s"), objective)
    made = [monitor for policy in (latency, errors, traffic) for monitor in policy(watched)]
    assert {monitor.name for monitor in made if isinstance(monitor, Monitor) and not monitor.pages} == silent


def test_only_the_fast_burn_of_an_objective_that_covers_everything_wakes_somebody() -> None:
    signals = [Latency(p95="1s"), Errors(rate="1%"), Traffic(min="1/s"), Resources(cpu="1s")]
    watched = measured(*signals, Availability("99.9%", budget="50%"), LatencyObjective("99%", within="1s"))
    made = [thing for policy in STANDARD for thing in policy(watched)]
    assert [monitor.name for monitor in made if isinstance(monitor, Monitor) and monitor.pages] == [
        "traffic-min",
        "availability-burn-1h",
        "latency-burn-1h",
    ]
