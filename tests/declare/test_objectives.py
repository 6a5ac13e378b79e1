from __future__ import annotations

import pytest

from dogwatch import Availability, LatencyObjective, Objective, TimeSlice
from dogwatch.declare import Events, Promise, Slices
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Duration, Percent

from .features import SCOPE, feature

METRICS = feature().metrics
HITS = METRICS.hits.sum().as_count()


def events(objective: Promise) -> tuple[str, str]:
    sli = objective.sli(METRICS)
    assert isinstance(sli, Events)
    return str(sli.good), str(sli.total)


def test_availability_counts_calls_that_succeed() -> None:
    assert events(Availability("99.9%", over="30d")) == (
        f"sum:feature.hits{{{SCOPE},outcome:ok}}.as_count()",
        f"sum:feature.hits{{{SCOPE}}}.as_count()",
    )


def test_latency_counts_calls_that_are_fast_and_succeed() -> None:
    assert events(LatencyObjective("99%", within="400ms")) == (
        f"count(v: v<=0.4):feature.duration{{{SCOPE},outcome:ok}}.as_count()",
        f"count:feature.duration{{{SCOPE}}}.as_count()",
    )


def test_without_percentiles_the_service_says_which_calls_are_fast() -> None:
    assert events(LatencyObjective("99%", within="400ms", percentiles=False)) == (
        f"sum:feature.hits{{{SCOPE},fast:true,outcome:ok}}.as_count()",
        f"sum:feature.hits{{{SCOPE}}}.as_count()",
    )


def test_any_two_queries_make_an_objective() -> None:
    assert events(Objective("paid", "99.5%", good=HITS.where(paid="yes"), total="sum:x{$env}.as_count()")) == (
        f"sum:feature.hits{{{SCOPE},paid:yes}}.as_count()",
        "sum:x{$env}.as_count()",
    )


def test_a_time_slice_compares_a_query() -> None:
    objective = TimeSlice("fresh", "99%", query="avg:age{$env}", comparator="<", threshold=60, slice="1m")
    sli = Slices(query="avg:age{$env}", comparator="<", threshold=60, slice=Duration(60.0))
    assert objective.sli(METRICS) == sli


@pytest.mark.parametrize(
    ("objective", "name", "promised"),
    [
        (Availability("99.9%"), "availability", "99.9% of calls succeed"),
        (LatencyObjective("99%", within="400ms"), "latency", "99% of calls succeed within 400ms"),
        (LatencyObjective("99%", within="2s", name="slow"), "slow", "99% of calls succeed within 2s"),
        (Objective("paid", "99.5%", good="", total=""), "paid", "paid: 99.5% of the events are good"),
        (
            TimeSlice("fresh", "99%", query="", comparator="<", threshold=1),
            "fresh",
            "fresh: good for 99% of the time",
        ),
    ],
)
def test_says_what_is_promised(objective: Promise, name: str, promised: str) -> None:
    assert (objective.name, objective.promised) == (name, promised)
    assert objective.over == Duration(30 * 86400.0)


def test_reads_shares_and_times() -> None:
    objective = Availability("99.9%", over="7d", warn="99.95%", budget="75%")
    assert (objective.target, objective.over) == (Percent(0.999), Duration(604800.0))
    assert (objective.warn, objective.budget) == (Percent(0.9995), Percent(0.75))


def test_never_raises_for_a_wrong_value() -> None:
    objective = LatencyObjective("99", within=0.4, over="month", warn=99, budget="x")  # type: ignore[arg-type]
    for value in (objective.target, objective.within, objective.over, objective.warn, objective.budget):
        assert isinstance(value, Wrong)


def test_knows_its_line() -> None:
    objective = Objective("paid", "99.5%", good="", total="")
    assert objective.place.file == __file__
    assert objective.place.line == test_knows_its_line.__code__.co_firstlineno + 1
