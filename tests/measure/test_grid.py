from __future__ import annotations

import pytest

from dogwatch.measure import Store
from dogwatch.measure.grid import Grid, allowed_interval, graph_interval, grid, kept_interval, monitor_interval, whole

from .series import NOON, put

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("window", "interval"),
    [
        (300, 20),
        (HOUR, 20),
        (HOUR + 1, 60),
        (4 * HOUR, 60),
        (DAY, 300),
        (2 * DAY, 600),
        (7 * DAY, HOUR),
        (30 * DAY, 4 * HOUR),
        (90 * DAY, 12 * HOUR),
        (200 * DAY, DAY),
    ],
)
def test_the_interval_of_a_graph(window: int, interval: int) -> None:
    assert graph_interval(window) == interval
    assert monitor_interval(window) == max(60, interval)


@pytest.mark.parametrize(
    ("wanted", "window", "interval"),
    [(20, HOUR, 20), (20, 30 * DAY, 1800), (1, HOUR, 10), (15, HOUR, 20), (DAY, HOUR, DAY), (60, DAY, 60)],
)
def test_an_interval_makes_at_most_1500_points(wanted: int, window: int, interval: int) -> None:
    assert allowed_interval(wanted, window) == interval
    assert window / interval <= 1500


def test_an_interval_is_as_long_as_what_is_kept() -> None:
    store = Store()
    put(store, "x", "1", start=NOON)

    assert kept_interval(20, NOON - HOUR, store.tiers) == 20
    assert kept_interval(20, NOON - 5 * HOUR, store.tiers) == 60
    assert kept_interval(90, NOON - 5 * HOUR, store.tiers) == 120
    assert kept_interval(300, NOON - 9 * DAY, store.tiers) == HOUR


def test_buckets_are_aligned_to_1970_and_cut_by_the_window() -> None:
    found = grid(NOON + 90, NOON + 310, 60)

    assert found == Grid(NOON + 60, 60, 5, NOON + 90, NOON + 310)
    assert found.times.tolist() == [NOON + 60 * minute for minute in range(1, 6)]


def test_a_shift_is_whole_buckets() -> None:
    assert grid(NOON, NOON + 300, 60).earlier(130) == grid(NOON - 120, NOON + 180, 60)


def test_buckets_around_a_window() -> None:
    found = grid(NOON + 90, NOON + 310, 60)

    assert found.before(2) == grid(NOON - 60, NOON + 60, 60)
    assert found.after(1) == grid(NOON + 360, NOON + 420, 60)


def test_a_window_can_be_one_bucket() -> None:
    assert whole(NOON + 7, NOON + 100) == Grid(NOON + 7, 93, 1, NOON + 7, NOON + 100)
