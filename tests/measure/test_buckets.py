from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.measure import Retention, Store
from dogwatch.measure.buckets import Piece, cover, time_aggregated
from dogwatch.measure.grid import grid, kept_interval, whole
from dogwatch.measure.tier import Tier

from .series import NOON

SHORT = Retention(fine=1200, minutes=2 * 3600, hours=2 * 86400)
METHODS = {
    "avg": lambda values: sum(values) / len(values),
    "sum": sum,
    "min": min,
    "max": max,
    "count": len,
}


def tiers(now: int) -> list[Tier]:
    found = [Tier(10, SHORT.fine), Tier(60, SHORT.minutes), Tier(3600, SHORT.hours)]
    for tier in found:
        tier.advance(now // (tier.seconds * 60))
    return found


def test_whole_minutes_are_read_as_minutes_and_the_ends_by_ten_seconds() -> None:
    pieces = list(cover(tiers(NOON + 300), grid(NOON + 20, NOON + 250, 60)))

    assert pieces == [
        Piece(0, (NOON + 20) // 10, (NOON + 60) // 10),
        Piece(1, (NOON + 60) // 60, (NOON + 240) // 60),
        Piece(0, (NOON + 240) // 10, (NOON + 250) // 10),
    ]


def test_an_interval_that_cuts_minutes_is_read_by_ten_seconds() -> None:
    pieces = list(cover(tiers(NOON + 300), grid(NOON, NOON + 300, 20)))

    assert pieces == [Piece(0, NOON // 10, (NOON + 300) // 10)]


def test_ends_of_which_no_ten_seconds_are_kept_are_whole_minutes() -> None:
    later = tiers(NOON + 6000)

    assert list(cover(later, grid(NOON + 20, NOON + 250, 60))) == [Piece(1, NOON // 60, NOON // 60 + 5)]
    assert list(cover(later, grid(NOON + 20, NOON + 40, 60))) == [Piece(1, NOON // 60, NOON // 60 + 1)]


def test_a_window_in_one_bucket_is_read_by_the_hour() -> None:
    pieces = list(cover(tiers(NOON + 9000), whole(NOON, NOON + 9000)))

    assert pieces[0] == Piece(2, NOON // 3600, NOON // 3600 + 2)
    assert pieces[1] == Piece(1, (NOON + 7200) // 60, (NOON + 9000) // 60)
    assert len(pieces) == 2


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, int, float]]:
    """Points of two series over some hours, most of them in order, some late."""
    times = sorted(draw(st.lists(st.integers(0, 20000), min_size=1, max_size=40)))
    late = draw(st.lists(st.integers(0, 600), min_size=len(times), max_size=len(times)))
    value = st.integers(-9, 9).map(float)
    return [
        (draw(st.integers(0, 1)), NOON + max(0, time - back), draw(value))
        for time, back in zip(times, late, strict=True)
    ]


@settings(max_examples=100, deadline=None)
@given(
    histories(),
    st.sampled_from([10, 20, 60, 90, 300, 1800, 3600, 7200]),
    st.integers(-600, 20000),
    st.integers(10, 20000),
    st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_buckets_hold_what_was_added_whatever_they_are_read_from(
    history: list[tuple[int, int, float]], interval: int, first: int, length: int, looked: list[bool]
) -> None:
    store = Store(SHORT)
    rows = np.array([store.series("x", [f"host:{host}"]) for host in range(2)])
    for (series, time, value), looks in zip(history, looked, strict=False):
        assert store.add(int(rows[series]), time, value).all()
        if looks:
            store.settle(hours=True)
    # The ends of the window are those of what is kept there.
    fine, minutes, _ = store.tiers
    unit = 3600 if NOON + first < minutes.since else 60 if NOON + first < fine.since else 10
    begin = (NOON + first) // unit * unit
    end = -(-(NOON + first + length) // 3600) * 3600
    buckets = grid(begin, end, kept_interval(interval, begin, store.tiers))

    for method, joined in METHODS.items():
        found = time_aggregated(store, rows, buckets, method)  # type: ignore[arg-type]
        for row in range(2):
            for start, value in zip(buckets.times.tolist(), found[row].tolist(), strict=True):
                low, high = max(begin, start), min(end, start + buckets.interval)
                values = [number for series, time, number in history if series == row and low <= time < high]
                assert math.isnan(value) if not values else math.isclose(value, joined(values), abs_tol=1e-9)
