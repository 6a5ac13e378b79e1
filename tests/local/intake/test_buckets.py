from __future__ import annotations

import pytest

from dogwatch.local.intake.accumulators import Count, Gauge, Members
from dogwatch.local.intake.buckets import Arrived, Buckets, Context, Limits
from dogwatch.local.intake.points import Points, Series

NONE: frozenset[str] = frozenset()


def counted(arrived: Arrived) -> dict[tuple[int, str, str], float | int | None]:
    """What the buckets hold, by their beginnings, names of metrics and tags."""
    found: dict[tuple[int, str, str], float | int | None] = {}
    for bucket in arrived.buckets:
        for context, held in bucket.series.items():
            key = bucket.start, context.metric, ",".join(sorted(context.tags))
            match held:
                case Count(total=total):
                    found[key] = total
                case Gauge(value=value):
                    found[key] = value
                case Members(seen=seen):
                    found[key] = len(seen)
                case _:
                    found[key] = len(held.all()[0])
    return found


def test_all_within_ten_seconds_is_one_bucket():
    buckets = Buckets()
    for now in (1000.0, 1009.999, 1010.0):
        buckets.take(b"hits:1|c", now)
    assert counted(buckets.over(1019.9)) == {(1000, "hits", ""): 2}
    assert counted(buckets.over(1020.0)) == {(1010, "hits", ""): 1}
    assert buckets.over(1030.0) == Arrived([], [], [], [])


def test_series_are_what_agrees_on_name_type_and_tags():
    buckets = Buckets("box")
    buckets.take(b"hits:1|c|#b,a\nhits:2|c|@0.5|#a,b|c:ci-1\nhits:4|c\nhits:7|g\r\n\nhits:x|s|#a,b,a", 1000.0)
    assert counted(buckets.over(1010.0)) == {
        (1000, "hits", "a,b,host:box"): 1,  # the set, which is told last
        (1000, "hits", "host:box"): 7,
    }
    assert buckets.tally["malformed"] == 0


def test_bad_lines_are_counted_and_the_others_of_the_packet_kept():
    buckets = Buckets()
    buckets.take(b"hits:1|c\n\nhits:x|c\nnonsense\nhits:1|q\nhits:1:y:1|c\n_sc|up|7\n_e{1,1}:\nhits:1|c", 1000.0)
    assert counted(buckets.over(1010.0)) == {(1000, "hits", ""): 2}
    assert (buckets.tally["taken"], buckets.tally["malformed"]) == (8, 6)
    assert buckets.last_malformed.startswith("the event is shorter")


def test_a_metric_with_bad_values_only_has_none():
    buckets = Buckets()
    buckets.take(b"hits:x|c\nhits:nan|g", 1000.0)
    assert counted(buckets.over(1010.0)) == {(1000, "hits", ""): None}


def test_a_clock_that_is_turned_back_opens_no_old_bucket():
    buckets = Buckets()
    buckets.take(b"hits:1|c", 1010.0)
    buckets.take(b"hits:1|c", 1000.0)
    assert counted(buckets.over(1020.0)) == {(1010, "hits", ""): 2}


def test_lines_with_a_time_go_past_the_buckets():
    buckets = Buckets()
    buckets.take(b"hits:30|c|T500|@0.1\nload:1:2|g|T510|#a\nlatency:1|d|T500", 1000.0)
    assert buckets.over(1000.0).timed == [
        Points(Series("hits", "rate", NONE), [500], [3.0]),
        Points(Series("load", "gauge", frozenset({"a"})), [510], [1.0]),
        Points(Series("load", "gauge", frozenset({"a"})), [510], [2.0]),
    ]
    assert buckets.tally["malformed"] == 1


def test_events_and_checks_are_given_away_at_once():
    buckets = Buckets("box")
    buckets.take(b"_e{5,4}:title|text\n_sc|up|0\n_sc|down|2", 1000.0)
    arrived = buckets.over(1000.0)
    assert [event.title for event in arrived.events] == ["title"]
    assert [(check.name, check.status, check.host) for check in arrived.checks] == [
        ("up", 0, "box"),
        ("down", 2, "box"),
    ]


def test_what_clients_say_of_themselves_is_hidden():
    buckets = Buckets()
    buckets.take(b"datadog.dogstatsd.client.metrics:7|c|#client:py\nhits:1|c", 1000.0)
    assert counted(buckets.over(1010.0)) == {(1000, "hits", ""): 1}
    assert buckets.tally["telemetry"] == 1


@pytest.mark.parametrize(
    ("limits", "kept"),
    [
        (Limits(series=3), 3),
        (Limits(names=1000), 2),
    ],
)
def test_series_that_are_too_many_are_left_out_and_counted(limits: Limits, kept: int):
    buckets = Buckets("", limits)
    for number in range(10):
        buckets.take(b"hits:1|c|#user:%d" % number, 1000.0)
    buckets.take(b"hits:1|c|#user:0", 1000.0)
    found = counted(buckets.over(1010.0))
    assert len(found) == kept
    assert found[1000, "hits", "user:0"] == 2
    assert buckets.tally["left_out"] == 10 - kept
    buckets.take(b"hits:1|c|#user:7", 1010.0)
    assert counted(buckets.over(1020.0)) == {(1010, "hits", "user:7"): 1}


def test_values_that_are_too_many_are_left_out_and_counted_but_counters_go_on():
    buckets = Buckets("", Limits(values=1000))
    for number in range(100):
        buckets.take(b"time:%d:1:2:3:4:5:6:7:8:9|ms\nusers:%d|s\nhits:1|c" % (number, number), 1000.0)
    found = counted(buckets.over(1010.0))
    assert found[1000, "hits", ""] == 100
    assert found[1000, "time", ""] == 380
    assert found[1000, "users", ""] == 38
    assert buckets.tally["left_out"] == 2 * (100 - 38)
    buckets.take(b"users:1|s", 1010.0)
    assert counted(buckets.over(1020.0)) == {(1010, "users", ""): 1}


def test_events_checks_and_timed_points_that_are_too_many_are_left_out():
    buckets = Buckets("", Limits(others=2))
    buckets.take(b"\n".join([b"_e{1,1}:a|b", b"_sc|up|0", b"load:1|g|T500"] * 3), 1000.0)
    assert [len(each) for each in buckets.over(1000.0)] == [0, 2, 2, 2]
    assert buckets.tally["left_out"] == 3


def test_what_stands_behind_values_is_read_once_for_lines_that_are_alike(monkeypatch: pytest.MonkeyPatch):
    buckets = Buckets()
    buckets.take(b"hits:1|c|#env:prod", 1000.0)
    monkeypatch.setattr("dogwatch.local.intake.datagram.fields", None)
    buckets.take(b"hits:1|c|#env:prod", 1001.0)
    buckets.take(b"other:1|c|#env:prod", 1010.0)
    assert Context("hits", "c", frozenset({"env:prod"})) in buckets.over(1010.0).buckets[0].series
