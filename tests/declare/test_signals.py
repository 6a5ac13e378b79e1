from __future__ import annotations

import pytest

from dogwatch import Errors, Latency, Limit, Traffic
from dogwatch.declare.limit import Threshold
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Duration, Percent, Rate


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
