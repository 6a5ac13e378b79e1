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
from dogwatch.declare.policies.standard import STANDARD, errors, latency, traffic
from tests.declare.features import feature as measured


def feature(*signals: Signal) -> Feature:
    return Feature("checkout", team=Team("payments"), service="shop-api", signals=signals)


def queries(monitors: Iterable[Monitor]) -> dict[str, tuple[str, float | None]]:
    """Query and warning by name."""
    return {monitor.name: (str(monitor.query), monitor.warn) for monitor in monitors}


SCOPE = "$env,feature:checkout,service:shop-api"


def test_latency_compares_each_percentile_that_has_a_limit() -> None:
    slow = feature(Latency(p95=Limit("400ms", warn="300ms"), p99="1s", over="10m", least=0))
    assert queries(latency(slow)) == {
        "latency-p95": (f"percentile(last_10m):p95:feature.duration{{{SCOPE}}} > 0.4", 0.3),
        "latency-p99": (f"percentile(last_10m):p99:feature.duration{{{SCOPE}}} > 1", None),
    }


@pytest.mark.parametrize(("least", "of_p95", "of_p99"), [(None, 20, 100), (50, 50, 50)])
def test_latency_needs_enough_calls_of_its_own_metric(least: int | None, of_p95: int, of_p99: int) -> None:
    made = queries(latency(feature(Latency(p95="400ms", p99="1s", least=least))))
    calls = f"sum(last_5m):count:feature.duration{{{SCOPE}}}.as_count()"
    assert made["latency-p95-few-calls"] == (f"{calls} < {of_p95}", None)
    assert made["latency-p99-few-calls"] == (f"{calls} < {of_p99}", None)


def test_latency_of_no_calls_is_no_alert() -> None:
    (monitor,) = latency(feature(Latency(p95="400ms", least=0)))
    assert monitor.options == {"require_full_window": False, "on_missing_data": "resolve"}
    assert monitor.absence.startswith("no calls, so nothing to judge")


def test_latency_and_traffic_have_groups() -> None:
    watched = feature(Latency(p95="400ms", by=["region"], least=0), Traffic(min="1/s", by=["region"], notify_by="*"))
    slow, few = [*latency(watched), *traffic(watched)]
    assert " by {region} > 0.4" in str(slow.query)
    assert " by {region}.as_count() < 300" in str(few.query)
    assert slow.what == "95% of calls of region {{region.name}} take up to {{value}} s; the limit is 400ms."
    assert (slow.options["new_group_delay"], few.options["notify_by"]) == (300, ["*"])


def test_traffic_counts_calls_in_the_window() -> None:
    busy = feature(Traffic(min=Limit("1/s", warn="2/s"), max="60/m", over="10m"))
    assert queries(traffic(busy)) == {
        "traffic-min": (f"sum(last_10m):sum:feature.hits{{{SCOPE}}}.as_count() < 600", 1200.0),
        "traffic-max": (f"sum(last_10m):sum:feature.hits{{{SCOPE}}}.as_count() > 600", None),
    }


def test_no_calls_count_as_zero() -> None:
    least, most = traffic(feature(Traffic(min="1/s", max="9/s")))
    assert least.options == most.options == {"require_full_window": False, "on_missing_data": "default"}
    assert "nobody gets through" in least.absence
    assert "not too many" in most.absence


def test_each_says_the_limit_in_its_unit() -> None:
    every = feature(Latency(p95="400ms"), Errors(rate="1%"), Traffic(min="1/s", max="90/m"))
    made = [monitor for policy in (latency, errors, traffic) for monitor in policy(every)]
    assert [monitor.title for monitor in made if monitor.tells] == [
        "p95 response time above 400ms",
        "more than 1% of calls fail",
        "hardly any call succeeds",
        "fewer calls than 1/s",
        "more calls than 1.5/s",
    ]


def test_a_monitor_stands_where_its_signal_stands() -> None:
    signal = Errors(rate="1%")
    assert {monitor.place for monitor in errors(feature(signal))} == {signal.place}


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
    assert {monitor.name for monitor in made if monitor.tells and monitor.pages is False} == silent


def test_only_the_fast_burn_of_an_objective_that_covers_everything_wakes_somebody() -> None:
    signals = [Latency(p95="1s"), Errors(rate="1%"), Traffic(min="1/s"), Resources(cpu="1s")]
    watched = measured(*signals, Availability("99.9%", budget="50%"), LatencyObjective("99%", within="1s"))
    made = [thing for policy in STANDARD for thing in policy(watched)]
    assert [monitor.name for monitor in made if isinstance(monitor, Monitor) and monitor.pages is None] == [
        "traffic-min",
        "availability-burn-1h",
        "latency-burn-1h",
    ]


def test_a_target_without_a_fast_burn_leaves_the_errors_to_wake_somebody() -> None:
    low = measured(Errors(rate="90%"), Traffic(min="1/s"), Availability("20%"))
    assert [monitor.pages for monitor in errors(low) if monitor.name == "errors"] == [None]
