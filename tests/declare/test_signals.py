from __future__ import annotations

import pytest

from dogwatch import Engagement, Errors, Latency, Limit, Resources, Traffic
from dogwatch.declare.limit import Threshold
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Bytes, Duration, Percent, Rate


def test_latency_hands_out_its_limits_in_order() -> None:
    signal = Latency(p99="1s", p50=Limit("100ms", warn="50ms"))
    assert list(signal.limits) == [
        ("p50", Threshold(Duration(0.1), Duration(0.05))),
        ("p99", Threshold(Duration(1.0))),
    ]


def test_looks_at_five_minutes_unless_told_otherwise() -> None:
    assert Errors(rate="1%").over == Duration(300.0)
    assert Errors(rate="1%", over="10m").over == Duration(600.0)


def test_reads_shares_and_rates() -> None:
    assert Errors(rate="1%").rate == Threshold(Percent(0.01))
    assert Traffic(min="60/m", max="100/s").min == Threshold(Rate(1.0))


def test_never_raises_for_a_wrong_value() -> None:
    signal = Traffic(min="fast", over="soon")
    assert isinstance(signal.min, Wrong)
    assert isinstance(signal.over, Wrong)


def test_knows_its_line() -> None:
    signal = Errors(rate="1%")
    assert signal.place.file == __file__
    assert signal.place.line == test_knows_its_line.__code__.co_firstlineno + 1


def test_takes_limits_by_name_only() -> None:
    with pytest.raises(TypeError, match="positional"):
        Latency("400ms")  # type: ignore[misc]


def test_reads_processor_time_and_memory() -> None:
    signal = Resources(cpu="50ms", memory=Limit("512MiB", warn="400MiB"))
    assert signal.cpu == Threshold(Duration(0.05))
    assert signal.memory == Threshold(Bytes(512.0 * 2**20), Bytes(400.0 * 2**20))


def test_engagement_compares_an_hour_with_that_of_last_week() -> None:
    signal = Engagement(actions=["add_to_cart", "pay"], drop="30%")
    assert (signal.actions, signal.drop) == (("add_to_cart", "pay"), Percent(0.3))
    assert (signal.over, signal.against, signal.least) == (Duration(3600.0), Duration(604800.0), 50)
    assert Engagement(actions="pay", band=3).actions == ("pay",)
