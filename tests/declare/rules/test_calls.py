from __future__ import annotations

import pytest

from dogwatch import Errors, Latency, Traffic
from dogwatch.declare.rules.calls import call_mistakes
from dogwatch.declare.signals import CallSignal


def said(signal: CallSignal) -> list[str]:
    return [f"{field}: {seen}" for field, (seen, _) in call_mistakes(signal)]


@pytest.mark.parametrize(
    "signal",
    [
        Latency(p95="1s", by=["region", "cloud.zone"], least=0, notify_by=["region"]),
        Errors(rate="1%", by="region", compare="version", least=30),
        Traffic(min="1/s", by=["region"], notify_by="*"),
        Latency(p95="1s", by="outcome"),
    ],
)
def test_finds_nothing_wrong_with_good_signals(signal: CallSignal) -> None:
    assert said(signal) == []


@pytest.mark.parametrize("key", ["Region", "region:eu", "", 5, "re gion", "region*"])
def test_a_group_is_a_tag_key(key: object) -> None:
    assert said(Traffic(min="1/s", by=[key])) == [f"by: {key!r} is no tag key"]  # type: ignore[list-item]
    assert said(Errors(rate="1%", compare=key))[0] == f"compare: {key!r} is no tag key"  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["env", "service", "feature"])
def test_a_group_is_something_by_which_calls_differ(key: str) -> None:
    assert said(Traffic(min="1/s", by=key)) == [f"by: all calls of the feature have the same {key}"]


def test_failures_are_not_grouped_by_what_tells_them() -> None:
    assert said(Errors(rate="1%", by="outcome")) == ["by: outcome tells failed calls from the others"]


def test_messages_are_sent_by_some_of_the_groups() -> None:
    assert said(Traffic(min="1/s", notify_by="region")) == ["notify_by: there are no groups"]
    assert said(Traffic(min="1/s", by="region", notify_by="zone")) == ["notify_by: 'zone' is none of the groups"]


@pytest.mark.parametrize("signal", [Latency(p95="1s", by="region", notify_by="*")])
def test_a_composite_sends_a_message_for_each_group(signal: CallSignal) -> None:
    assert said(signal) == [
        "notify_by: with a least number of calls the monitor is a composite, which sends a message for each group"
    ]


@pytest.mark.parametrize("least", [-1, True, 2.5, "20"])
def test_the_least_number_of_calls_is_a_whole_number(least: object) -> None:
    seen = f"least: {least!r} is no number of calls"
    assert said(Latency(p95="1s", least=least)) == [seen]  # type: ignore[arg-type]
    assert said(Errors(rate="1%", least=least)) == [seen]  # type: ignore[arg-type]


def test_compares_by_something_else_than_the_groups() -> None:
    assert said(Errors(rate="1%", by="version", compare="version")) == [
        "compare: 'version' is one of the groups already"
    ]


@pytest.mark.parametrize(("rate", "is_right"), [("49%", True), ("50%", False)])
def test_twice_the_limit_can_be_exceeded(rate: str, is_right: bool) -> None:
    assert (said(Errors(rate=rate, compare="version")) == []) is is_right
