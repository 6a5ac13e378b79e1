from __future__ import annotations

import pytest

from dogwatch.query import Expr, Windowed, function, metric

CPU = metric("cpu").avg()
HITS = metric("hits").sum().as_count()
RATIO = HITS.where(outcome="error") / HITS


def test_sums_counts_and_averages_the_rest() -> None:
    assert str(CPU.over("5m")) == "avg(last_5m):avg:cpu{*}"
    assert str(HITS.over("5m")) == "sum(last_5m):sum:hits{*}.as_count()"
    assert str((100 * RATIO).over("5m")).startswith("sum(last_5m):")
    assert str(HITS.change("5m", "1h")).startswith("change(sum(last_5m),last_1h):")


def test_averages_the_verdict_of_a_detector() -> None:
    assert str(function("anomalies", HITS, "agile", 2).over("4h")).startswith("avg(last_4h):anomalies(")


def test_takes_the_aggregator_that_is_asked_for() -> None:
    assert str(HITS.over("5m", "max")).startswith("max(last_5m):")
    assert str(RATIO.over("5m", "sum")).startswith("sum(last_5m):")


def test_takes_a_percentile_over_the_whole_window() -> None:
    slow = metric("a").percentile(99.9).by("region")
    assert str(slow.over("5m", "percentile")) == "percentile(last_5m):p99.9:a{*} by {region}"


@pytest.mark.parametrize("expression", [CPU, HITS, 2 * metric("a").p95(), function("abs", metric("a").p95())])
def test_refuses_a_percentile_of_anything_but_a_distribution(expression: Expr) -> None:
    with pytest.raises(ValueError, match=r"is no percentile of a distribution, .*; write it as in"):
        expression.over("5m", "percentile")


@pytest.mark.parametrize("aggregator", ["avg", "min", "max"])
def test_refuses_to_average_a_calculation_with_counts(aggregator: str) -> None:
    with pytest.raises(ValueError, match=r"calculates with as_count\(\), which Datadog only sums over a window"):
        RATIO.over("5m", aggregator)  # type: ignore[arg-type]


def test_refuses_unknown_aggregators() -> None:
    with pytest.raises(
        ValueError, match="'median' does not aggregate over a window; write one of avg, sum, min, max, percentile"
    ):
        CPU.over("5m", "median")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["autosmooth", "cumsum", "forecast"])
def test_refuses_functions_that_no_monitor_may_have(name: str) -> None:
    with pytest.raises(ValueError, match=f"uses {name}: .*; write "):
        (2 * function(name, CPU)).over("5m")


@pytest.mark.parametrize("threshold", ["0.4", None, True, float("inf"), CPU])
def test_refuses_thresholds_that_are_no_number(threshold: object) -> None:
    with pytest.raises(ValueError, match=r"the threshold of avg\(last_5m\):avg:cpu\{\*\} is .*; write a"):
        CPU.over("5m") > threshold  # type: ignore[operator]  # noqa: B015


def test_compares_in_four_ways() -> None:
    over = CPU.over("5m")
    assert [alert.comparator for alert in (over > 1, over >= 1, over < 1, over <= 1)] == [">", ">=", "<", "<="]


def test_the_threshold_is_the_number_that_is_printed() -> None:
    alert = CPU.over("5m") > 0.1 + 0.2
    assert alert.threshold == 0.3
    assert str(alert).endswith("> 0.3")


def test_refuses_a_chain_of_comparisons() -> None:
    with pytest.raises(TypeError, match="a chain such as 1 < query < 2"):
        0.1 < CPU.over("5m") < 0.4  # noqa: B015


def test_is_neither_true_nor_false_before_it_is_compared() -> None:
    with pytest.raises(TypeError, match=r"'avg\(last_5m\):avg:cpu\{\*\}' is neither true nor false; compare it"):
        bool(CPU.over("5m"))


def test_equality_stays_equality() -> None:
    assert CPU.over("5m") == Windowed(CPU.over("5m").tree)
    assert CPU.over("5m") != CPU.over("6m")
    assert (CPU.over("5m") == 0.4) is False
