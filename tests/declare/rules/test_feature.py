from __future__ import annotations

from collections.abc import Iterable

import pytest

from dogwatch import Engagement, Errors, Feature, Latency, Limit, Monitor, Team, Tier, Traffic
from dogwatch.declare import Declared, Signal
from dogwatch.declare.catalog import Catalog
from dogwatch.declare.rules.feature import feature_mistakes
from dogwatch.errors import Mistake

payments = Team("payments")


def said(found: Iterable[Mistake]) -> list[str]:
    return [f"{mistake.subject}: {mistake.seen}" for mistake in found]


def of(*signals: Signal, monitors: tuple[Monitor, ...] = (), **arguments: object) -> list[str]:
    """What is said about a feature with these signals."""
    feature = Feature("checkout", **{"team": payments, "service": "a", "signals": signals, **arguments})  # type: ignore[arg-type]
    return said(feature_mistakes(feature, Declared(Catalog("shop"), (payments,), (feature,), monitors, ())))


def test_finds_nothing_wrong_with_a_good_feature() -> None:
    assert of(Latency(p95=Limit("400ms", warn="300ms")), Errors(rate="1%"), Traffic(min="1/s", max="9/s")) == []


def test_reports_every_mistake_of_a_feature_at_once() -> None:
    found = of(Latency(p95="-1s", over="5"), tier=9, service="", team="x", tags=["A"])
    assert len(found) == 6


@pytest.mark.parametrize("tier", [0, 6, "1", True, None, 2.0])
def test_a_tier_is_a_number_from_one_to_five(tier: object) -> None:
    assert of(Errors(rate="1%"), tier=tier) == [f"feature checkout: tier: {tier!r} is no tier"]


def test_the_first_tier_needs_somebody_to_wake() -> None:
    said = "feature checkout: tier: tier 1 wakes somebody, but the team payments has no page"
    assert of(Errors(rate="1%"), tier=1) == of(Errors(rate="1%"), tier=1, team="payments") == [said]
    assert of(Errors(rate="1%"), tier=2) == []


def test_a_declared_tier_says_whether_somebody_has_to_be_there_to_wake() -> None:
    checkout = Feature("checkout", team=payments, service="a", signals=[Errors(rate="1%")], tier=1)
    calm = Declared(Catalog("shop"), (payments,), (checkout,), (), (), tiers=(Tier(1, priority=1),))
    assert said(feature_mistakes(checkout, calm)) == []


def test_a_feature_needs_a_signal_or_a_monitor_by_hand() -> None:
    assert of() == ["feature checkout: nothing of it is measured"]
    feature = Feature("checkout", team=payments, service="a")
    monitor = Monitor("m", feature=feature, query="q", title="t", what="w")
    measured = Declared(Catalog("shop"), (payments,), (feature,), (monitor,), ())
    assert list(feature_mistakes(feature, measured)) == []


def test_something_else_is_no_signal() -> None:
    assert of("latency") == ["feature checkout: signals: 'latency' is no signal"]  # type: ignore[arg-type]


@pytest.mark.parametrize("signal", [Latency(), Errors(), Traffic(over="10m")])
def test_a_signal_needs_a_limit(signal: Signal) -> None:
    assert of(signal) == [f"feature checkout: {type(signal).__name__}: it has no limit"]


@pytest.mark.parametrize("limit", ["0us", "-400ms"])
def test_a_limit_is_above_zero(limit: str) -> None:
    assert of(Latency(p95=limit)) == [f"feature checkout: Latency p95: {limit} is not above zero"]


@pytest.mark.parametrize("rate", ["100%", "101%"])
def test_a_share_can_be_exceeded(rate: str) -> None:
    assert of(Errors(rate=rate)) == [f"feature checkout: Errors rate: no share is above {rate}"]


@pytest.mark.parametrize("limits", [{"min": "1/d"}, {"max": "11/h"}])
def test_a_rate_of_traffic_is_at_least_one_call_in_the_window(limits: dict[str, str]) -> None:
    (rate,) = limits.values()
    seen = f"{rate} is less than one call in 5m, so that it says nothing about a window"
    assert of(Traffic(**limits)) == [f"feature checkout: Traffic: {seen}"]  # type: ignore[arg-type]
    assert of(Traffic(**limits, over="1d")) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("warn", ["500ms", "400ms"])
def test_a_warning_comes_below_a_maximum(warn: str) -> None:
    (sentence,) = of(Latency(p95=Limit("400ms", warn=warn)))
    assert sentence.startswith(f"feature checkout: Latency p95: it warns at {warn} and alerts at 400ms")


@pytest.mark.parametrize("warn", ["5/s", "10/s"])
def test_a_warning_comes_above_a_minimum(warn: str) -> None:
    (sentence,) = of(Traffic(min=Limit("10/s", warn=warn)))
    assert sentence.startswith(f"feature checkout: Traffic min: it warns at {warn} and alerts at 10/s")
    assert of(Traffic(min=Limit("10/s", warn="20/s"))) == []


def test_a_minimum_is_below_the_maximum() -> None:
    assert of(Traffic(min="10/s", max="5/s")) == [
        "feature checkout: Traffic: no traffic is both above 10/s and below 5/s"
    ]


@pytest.mark.parametrize(("over", "is_right"), [("59s", False), ("1m", True), ("730h", True), ("731h", False)])
def test_a_window_is_one_that_datadog_has(over: str, is_right: bool) -> None:
    assert (of(Errors(rate="1%", over=over)) == []) is is_right


def test_a_window_is_whole_minutes() -> None:
    assert of(Latency(p95="1s", over="90s")) == [
        "feature checkout: Latency over: 1.5m is not a whole number of minutes"
    ]


def test_what_a_window_is_compared_with_lies_whole_minutes_back() -> None:
    signal = Engagement(actions=["pay"], drop="30%", against="5430s")
    assert of(signal) == ["feature checkout: Engagement against: 90.5m is not a whole number of minutes"]


@pytest.mark.parametrize(
    ("argument", "seen"),
    [("description", "5 is no text"), ("runbook", "5 is no address"), ("dashboard", "5 is no address")],
)
def test_what_stands_in_messages_is_text(argument: str, seen: str) -> None:
    assert of(Errors(rate="1%"), **{argument: 5}) == [f"feature checkout: {argument}: {seen}"]


def test_handles_in_its_description_are_delivered() -> None:
    found = of(Errors(rate="1%"), description="pays@slack-x")
    assert found == ["feature checkout: description: Datadog would not deliver 'pays@slack-x'"]
