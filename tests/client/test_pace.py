from __future__ import annotations

from dataclasses import replace

import pytest

from dogwatch.client.pace import Heard, Pace, Trouble


def heard(
    pace: Pace, times: int, at: float, *, seconds: float = 0.1, trouble: Trouble | None = None, in_flight: int = 0
) -> Pace:
    """The pace after so many replies at one moment, to requests of which as many as may were in flight."""
    for _ in range(times):
        pace = pace.after(Heard(at - seconds, in_flight or int(pace.limit), seconds, trouble), at)
    return pace


def test_starts_at_eight_or_at_what_the_target_allows() -> None:
    assert Pace.first(64).limit == 8
    assert Pace.first(3).limit == 3


def test_rises_to_the_target_within_three_rounds_while_replies_are_quick() -> None:
    pace = Pace.first(64)
    limits = []
    for round in range(3):
        pace = heard(pace, int(pace.limit), float(round))
        limits.append(pace.limit)
    assert limits == [24, 64, 64]


@pytest.mark.parametrize("how", [{"seconds": 3.0}, {"in_flight": 2}])
def test_does_not_rise_while_replies_are_slow_or_nobody_asks_for_more(how: dict[str, float]) -> None:
    assert heard(Pace.first(64), 100, 5.0, **how).limit == 8  # type: ignore[arg-type]


@pytest.mark.parametrize("trouble", ["rate", "load"])
def test_halves_once_for_all_that_were_in_flight_together(trouble: Trouble) -> None:
    pace = heard(replace(Pace.first(64), limit=64.0), 10, 5.0, trouble=trouble, seconds=0.5)
    assert pace.limit == 32
    assert heard(pace, 1, 6.0, trouble=trouble).limit == 16


def test_never_falls_below_one() -> None:
    pace = Pace.first(64)
    for second in range(20):
        pace = heard(pace, 1, float(second), trouble="load")
    assert pace.limit == 1


def test_rises_by_one_a_round_after_trouble() -> None:
    pace = heard(replace(Pace.first(64), limit=32.0), 1, 0.0, trouble="rate")
    assert pace.limit == 16
    assert 16.9 < heard(pace, 16, 1.0).limit <= 17


def test_stays_below_where_too_many_at_once_were_refused_and_tries_again_later() -> None:
    pace = replace(Pace.first(64), limit=24.0)
    for in_flight in (24, 17, 20):
        pace = heard(pace, 1, 0.0, trouble="load", in_flight=in_flight)
    assert (pace.limit, pace.ceiling) == (12, 17)
    assert heard(pace, 1000, 20.0).limit == 16
    assert heard(pace, 1000, 31.0).limit > 17


def test_comes_to_just_what_a_server_takes_at_once() -> None:
    """A server that refuses whatever comes beside 16 others, and a client that always has more to send."""
    pace, refused = Pace.first(64), 0
    for round in range(200):
        now, flying = round * 0.1, int(pace.limit)
        for number in range(1, flying + 1):
            is_too_much = number > 16
            refused += is_too_much
            pace = pace.after(Heard(now, number, 0.1, "load" if is_too_much else None), now + 0.1)
    assert int(pace.limit) == 16
    assert refused <= 8


def test_a_limit_of_a_rate_has_no_ceiling() -> None:
    assert heard(replace(Pace.first(64), limit=24.0), 1, 0.0, trouble="rate").ceiling is None
