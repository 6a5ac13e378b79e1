from __future__ import annotations

import math

import numpy as np

from dogwatch.local.intake.points import Series
from dogwatch.local.intake.timeline import Timeline

NONE: frozenset[str] = frozenset()
HITS, LATENCY = Series("hits", "count", NONE), Series("latency", "distribution", NONE)


def over(timeline: Timeline, now: float) -> list[tuple[str, int, list[float]]]:
    """What is given away: names, times and values."""
    return [(each.series.metric, int(each.times[0]), sorted(each.values)) for each in timeline.over(now)]


def test_values_are_counted_by_their_time_and_given_away_once_two_buckets_have_passed():
    timeline = Timeline()
    for at, value in ((1000.0, 1), (1009.9, 2), (1010.0, 4)):
        place = timeline.place(at, 1010)
        assert place is not None
        timeline.add(place, HITS, value)
        timeline.add(place, LATENCY, value)
    assert over(timeline, 1019.9) == []
    assert over(timeline, 1020) == [("hits", 1000, [3]), ("latency", 1000, [1, 2])]
    assert over(timeline, 1020) == []
    assert over(timeline, 1030) == [("hits", 1010, [4]), ("latency", 1010, [4])]


def test_what_is_late_goes_to_the_oldest_bucket_that_is_open():
    timeline = Timeline()
    assert timeline.place(900, 1025) == 1010
    assert timeline.place(1012, 1025) == 1010
    assert timeline.place(1012, 1005) == 1010


def test_what_is_far_ahead_is_left_out():
    timeline = Timeline()
    assert timeline.place(1600, 1000) == 1600
    assert timeline.place(1601, 1000) is None
    assert timeline.tally["ahead"] == 1


def test_what_is_not_finite_counts_nothing():
    timeline = Timeline()
    for value in (math.nan, math.inf):
        timeline.add(1000, HITS, value)
        timeline.add(1000, LATENCY, value)
    timeline.add(1000, HITS, 1)
    assert over(timeline, 1020) == [("hits", 1000, [1])]


def test_samples_carry_how_many_they_stand_for():
    timeline = Timeline()
    timeline.extend(1000, LATENCY, np.array([1.0, 2.0]), np.array([3.0, 1.0]))
    timeline.add(1000, LATENCY, 5)
    (points,) = timeline.over(1020)
    assert points.weights is not None
    assert sorted(zip(points.values, points.weights, strict=True)) == [(1, 3), (2, 1), (5, 1)]


def test_series_and_values_that_are_too_many_are_left_out_and_counted():
    timeline = Timeline(most_series=2, most_values=100)
    for number in range(4):
        timeline.add(1000, HITS._replace(metric=f"m{number}"), 1)
    assert [metric for metric, _, _ in over(timeline, 1020)] == ["m0", "m1"]
    assert timeline.tally["left_out"] == 2
    for _ in range(500):
        timeline.add(1030, LATENCY, 1)
        timeline.add(1030, HITS, 1)
    found = over(timeline, 1050)
    assert [len(values) for _, _, values in found] == [77, 1]
    assert found[1][2] == [500]
    timeline.add(1060, LATENCY, 1)
    assert over(timeline, 1080) == [("latency", 1060, [1])]
