from __future__ import annotations

import numpy as np
import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.spread import Spread, exactly, lognormal, mixture, percentiles, spread_of


def below(spread: Spread, *shares: float) -> list[float]:
    return [round(float(value), 4) for value in spread.at(np.array(shares))]


def test_a_lognormal_has_the_two_percentiles_that_were_given() -> None:
    assert below(lognormal(p50="120ms", p99="350ms"), 0.5, 0.99) == [0.12, 0.35]


def test_measured_percentiles_are_met() -> None:
    assert below(percentiles(p50="80ms", p95="200ms", p99="1s"), 0.5, 0.95, 0.99) == pytest.approx(
        [0.08, 0.2, 1.0], rel=0.01
    )


def test_a_mixture_has_the_parts_in_their_shares() -> None:
    mixed = mixture({exactly("10ms"): 0.9, exactly("1s"): 0.1})

    assert below(mixed, 0.5, 0.85, 0.95) == [0.01, 0.01, 1.0]


def test_says_which_share_lies_within_a_bound() -> None:
    assert lognormal(p50="120ms", p99="350ms").share_within(0.35) == pytest.approx(0.99, abs=1e-4)
    assert exactly("80ms").share_within(0.08) == 1.0
    assert exactly("80ms").share_within(0.07) == 0.0


def test_takes_a_plain_time_for_all_calls() -> None:
    assert below(spread_of("80ms", "latency"), 0.01, 0.99) == [0.08, 0.08]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: lognormal(p50="1s"), "takes the median and one percentile"),
        (lambda: lognormal(p50="1s", p99="1s"), "the second must be above the median"),
        (lambda: lognormal(p50="1s", best="2s"), "'best' is no percentile; write one like p50"),
        (lambda: lognormal(p50="1", p99="2s"), "p50: '1' has no unit"),
        (lambda: percentiles(p50="2s", p99="1s"), "two or more that grow"),
        (lambda: mixture({exactly("1s"): 0.0}), "shares above 0"),
        (lambda: spread_of("5%", "latency"), "latency='5%' is no time; write one like '80ms'"),
    ],
)
def test_says_what_to_write_instead(make, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match=sentence):
        make()
