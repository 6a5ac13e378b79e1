from __future__ import annotations

import pytest

from dogwatch import Availability, LatencyObjective, Monitor, Objective, Slo, TimeSlice, Traffic
from dogwatch.declare import Promise
from dogwatch.declare.policies.promises import objectives, slo_of
from tests.declare.features import feature

PAID = Objective("paid", "99.5%", good="sum:a{$env,ok:true}.as_count()", total="sum:a{$env}.as_count()")
FRESH = TimeSlice("fresh", "99%", query="avg:age{$env}", comparator="<", threshold=60)


def names(*measured: Promise | Traffic) -> list[str]:
    return [f"{thing.kind} {thing.name}" for thing in objectives(feature(*measured))]


def low_traffic_of(*measured: Promise | Traffic) -> str:
    [monitor] = [thing for thing in objectives(feature(*measured)) if thing.name.endswith("-low-traffic")]
    assert isinstance(monitor, Monitor)
    return str(monitor.query).rpartition(" ")[2]


def test_an_objective_becomes_an_slo_burn_rates_and_an_alert_for_few_calls() -> None:
    assert names(Availability("99.9%")) == [
        "slo availability",
        "monitor availability-burn-1h",
        "monitor availability-burn-6h",
        "monitor availability-burn-24h",
        "monitor availability-low-traffic",
    ]


def test_the_whole_budget_is_watched_where_that_is_asked_for() -> None:
    assert "monitor availability-budget" in names(Availability("99.9%", budget="75%"))


def test_slices_of_time_are_as_many_however_few_calls_come() -> None:
    assert names(FRESH)[-1] == "monitor fresh-burn-24h"


def test_nothing_is_made_of_a_feature_without_objectives() -> None:
    assert names(Traffic(min="1/s")) == []


@pytest.mark.parametrize("objective", [Availability("99.9%"), LatencyObjective("99.9%", within="1s")])
def test_the_least_traffic_says_how_many_failures_count(objective: Promise) -> None:
    assert low_traffic_of(objective) == "5"
    assert low_traffic_of(objective, Traffic(max="9/s")) == "5"
    assert low_traffic_of(objective, Traffic(min="1/s")) == "52"
    assert low_traffic_of(objective, Traffic(min="2/s"), Traffic(min="1/s", over="1h")) == "52"


def test_the_traffic_of_a_feature_says_nothing_about_other_events() -> None:
    assert low_traffic_of(PAID, Traffic(min="1/s")) == "5"


def test_an_slo_says_what_the_objective_promises() -> None:
    objective = Availability("99.9%", over="7d", warn="99.95%")
    checkout = feature(objective)
    assert slo_of(checkout, objective) == Slo(
        "availability",
        feature=checkout,
        target="99.9%",
        over="7d",
        warn="99.95%",
        sli=objective.sli(checkout.metrics),
        title="99.9% of calls succeed",
        what="99.9% of calls succeed.",
    )
    assert slo_of(checkout, objective).place == objective.place
