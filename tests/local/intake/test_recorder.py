from __future__ import annotations

import pytest

from dogwatch.local.intake.points import Kind, Points, Series
from dogwatch.local.intake.recorder import AHEAD, Recorder, Reported
from dogwatch.measure import Plan, Retention, Store
from dogwatch.query import parse_metric

NOW = 1_700_000_000


def points(metric: str, *tags: str, kind: Kind = "gauge", at: int = NOW, value: float = 1.0) -> Points:
    return Points(Series(metric, kind, frozenset(tags)), [at], [value])


def test_says_of_each_metric_what_it_was_not_known_to_have():
    recorder = Recorder(Store())
    _, reported = recorder.record([points("a", "x:1"), points("a", "x:2"), points("b")], NOW)
    assert reported == {"a": Reported("gauge", 10, {"x:1", "x:2"}), "b": Reported("gauge", 10, set())}
    _, reported = recorder.record([points("a", "x:1"), points("a", "x:3")], NOW)
    assert reported == {"a": Reported("gauge", 10, {"x:3"})}


def test_series_that_are_too_many_are_left_out_and_the_others_go_on():
    recorder = Recorder(Store(), most_series=3)
    recorder.record([points("a", f"x:{number}") for number in range(5)], NOW)
    assert (recorder.tally["left_out"], len(recorder.store)) == (2, 3)
    assert recorder.last_left_out == "a, as all metrics together have 3 series"
    recorder.record([points("a", "x:0", at=NOW + 10), points("b")], NOW + 10)
    assert (recorder.tally["left_out"], len(recorder.store)) == (3, 3)
    assert recorder.last_left_out == "b, as all metrics together have 3 series"


def test_a_tag_with_ever_new_values_leaves_room_for_other_metrics():
    recorder = Recorder(Store(), most_of_a_metric=3)
    recorder.record([points("a", f"user:{number}") for number in range(5)], NOW)
    recorder.record([points("b", f"user:{number}") for number in range(2)], NOW)
    assert {name: len(metric) for name, metric in recorder.store.metrics.items()} == {"a": 3, "b": 2}
    assert (recorder.tally["left_out"], recorder.last_left_out) == (2, "a, which has 3 series")


def test_what_is_left_out_is_not_in_what_was_written():
    recorder = Recorder(Store(), most_series=1)
    batch, _ = recorder.record([points("a"), points("b"), points("a", kind="distribution")], NOW)
    assert ([series.metric for series in batch.series], len(batch.values)) == (["a"], 1)
    assert recorder.tally == {"left_out": 2, "late": 0}
    assert "a is a gauge" in recorder.last_left_out


def test_what_is_late_is_not_in_what_was_written_so_that_a_restart_does_not_complain_of_it_again():
    recorder = Recorder(Store())
    recorder.record([points("a"), points("d", kind="distribution")], NOW)
    old = NOW - 5 * 3600
    mixed = Points(Series("a", "gauge", frozenset()), [old, NOW], [1.0, 2.0])
    sample = points("d", kind="distribution", at=old)
    batch, _ = recorder.record([points("late", at=old), mixed, sample, points("b")], NOW)
    assert ([series.metric for series in batch.series], batch.times.tolist()) == (["a", "b"], [NOW, NOW])
    assert (batch.values.tolist(), recorder.tally["late"]) == ([2.0, 1.0], 3)
    after = Recorder(Store())
    after.restore(batch)
    assert not after.tally["late"]


def test_says_when_the_last_points_of_a_metric_came_and_after_a_restart_by_their_own_times():
    recorder = Recorder(Store())
    recorder.record([points("a", at=NOW - 60)], NOW)
    batch, _ = recorder.record([points("a", at=NOW - 70), points("b")], NOW + 5)
    assert recorder.came == {"a": NOW + 5, "b": NOW + 5}
    after = Recorder(Store())
    after.restore(batch)
    assert after.came == {"a": NOW - 70, "b": NOW}


def test_points_ahead_of_the_clock_are_left_out():
    recorder = Recorder(Store())
    batch, reported = recorder.record([points("a", at=NOW + AHEAD + 1), points("b", at=NOW + AHEAD)], NOW)
    assert (len(batch.values), list(reported), recorder.tally["ahead"]) == (1, ["b"], 1)


def test_a_distribution_that_speaks_again_after_it_was_dropped_has_its_values():
    recorder = Recorder(Store(Retention(fine=1200, minutes=7200, hours=86400)))
    recorder.record([points("d", kind="distribution"), points("x")], NOW)
    later = NOW + 20 * 86400
    # The first points make the store drop what is too old, before the others are written.
    recorder.record([points("x", at=later), points("d", kind="distribution", at=later, value=7.0)], later)
    recorder.record([points("y", at=later, value=3.0)], later)
    for query, value in (("avg:x{*}", 1.0), ("max:d{*}", 7.0), ("avg:y{*}", 3.0)):
        result = Plan(recorder.store, parse_metric(query)).series(later - 60, later + 60)
        assert [each for each in result.values[0].tolist() if each == each] == [value]


def of_a_minute(store: Store, query: str) -> float:
    """The value of the only group in the minute from now on."""
    begin = NOW - NOW % 60
    return float(Plan(store, parse_metric(query)).series(begin, begin + 60, 60).values[0, 0])


FIRST = Series("a", "count", frozenset())
RATE = FIRST._replace(kind="rate")


@pytest.mark.parametrize("first", [FIRST, RATE, RATE._replace(interval=60), FIRST._replace(interval=60)])
def test_counts_and_rates_of_any_interval_are_as_many_whatever_the_metric_was_first(first: Series):
    """Counts of the API come to 5 + 7, rates of an Agent to 0.3 times 10 seconds and 0.2 times 15."""
    before = Recorder(Store())
    before.record([Points(first, [NOW - 3600], [1.0])], NOW)
    sent = [
        Points(FIRST._replace(interval=None), [NOW], [5.0]),
        Points(FIRST._replace(interval=60), [NOW], [7.0]),
        Points(RATE, [NOW + 10], [0.3]),
        Points(RATE._replace(interval=15), [NOW + 20], [0.2]),
    ]
    batch, _ = before.record(sent, NOW)
    restarted = Recorder(Store())
    restarted.record([Points(first, [NOW - 3600], [1.0])], NOW)
    restarted.restore(batch)
    for recorder in (before, restarted):
        assert of_a_minute(recorder.store, "sum:a{*}.as_count()") == pytest.approx(18)
        assert of_a_minute(recorder.store, "sum:a{*}.as_rate()") == pytest.approx(18 / 60)
        assert not recorder.tally["retyped"]


def test_a_rate_stands_in_an_average_for_as_long_as_its_interval():
    recorder = Recorder(Store())
    recorder.record([Points(RATE, [NOW], [0.3]), Points(RATE._replace(interval=20), [NOW + 10], [0.6])], NOW)
    assert of_a_minute(recorder.store, "avg:a{*}") == pytest.approx(0.5)
    assert of_a_minute(recorder.store, "max:a{*}.rollup(max)") == 0.6


def test_a_type_that_makes_none_of_the_metrics_is_kept_as_it_is_and_told_once_for_each():
    recorder = Recorder(Store())
    recorder.record([points("a", value=2.0), points("d", kind="distribution")], NOW)
    for _ in range(2):
        recorder.record([points("a", "x:1", kind="rate", value=4.0), points("d", kind="rate")], NOW)
    assert of_a_minute(recorder.store, "max:a{*}") == 4
    assert (recorder.tally["retyped"], recorder.tally["left_out"]) == (1, 2)
    assert recorder.last_retyped.startswith("a is a gauge, as its first point was, and is evaluated as one")
    recorder.record([points("a", kind="count")], NOW)
    assert recorder.tally["retyped"] == 2


def test_what_was_written_before_is_written_again_as_it_stands():
    before, after = Recorder(Store()), Recorder(Store())
    batch, reported = before.record([points("a", value=2.0), points("d", kind="distribution", value=3.0)], NOW)
    assert after.restore(batch) == reported
    for query, value in (("avg:a{*}", 2.0), ("p50:d{*}", 3.0)):
        result = Plan(after.store, parse_metric(query)).series(NOW - 60, NOW + 60)
        assert [each for each in result.values[0].tolist() if each == each] == [value]
