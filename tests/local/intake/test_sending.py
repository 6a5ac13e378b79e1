from __future__ import annotations

import pytest

from dogwatch.local.intake.buckets import Buckets
from dogwatch.local.intake.points import Points, Series
from dogwatch.local.intake.sending import Sending


def sent(*packets: tuple[float, bytes], until: float) -> list[tuple[str, str, int, float]]:
    """What is sent of packets that come at a time: name, type, time and value."""
    buckets, sending = Buckets(), Sending()
    found = []
    for now, packet in packets:
        buckets.take(packet, now)
        found += list(sending.points(buckets.over(now).buckets, int(now) // 10 * 10))
    found += list(sending.points(buckets.over(until).buckets, int(until) // 10 * 10))
    return [
        (each.series.metric, each.series.kind, int(at), v)
        for each in found
        for at, v in zip(each.times, each.values, strict=True)
    ]


@pytest.mark.parametrize(
    ("packet", "points"),
    [
        (b"a:3|c", [("a", "rate", 0.3)]),
        (b"a:3|c|@0.1\na:1|c", [("a", "rate", 3.1)]),
        (b"a:3|g\na:5|g", [("a", "gauge", 5)]),
        (b"a:x|s\na:y|s\na:x|s", [("a", "gauge", 2)]),
        (
            b"a:1:1:1:2:2:2:3:3|h",
            [
                ("a.max", "gauge", 3),
                ("a.median", "gauge", 2),
                ("a.avg", "gauge", 1.875),
                ("a.count", "rate", 0.8),
                ("a.95percentile", "gauge", 3),
            ],
        ),
        (
            b"a:4|ms",
            [
                ("a.max", "gauge", 4),
                ("a.median", "gauge", 4),
                ("a.avg", "gauge", 4),
                ("a.count", "rate", 0.1),
                ("a.95percentile", "gauge", 4),
            ],
        ),
        (b"a:1:1:2|d", [("a", "distribution", 1), ("a", "distribution", 1), ("a", "distribution", 2)]),
        (b"a:nan|c\nb:nan|g\nc:nan|d\nd:nan|h\ne:x|c\nf:|s", []),
    ],
)
def test_a_bucket_is_sent_as_the_agent_does(packet: bytes, points: list[tuple[str, str, float]]):
    found = sent((1003.0, packet), until=1010)
    assert [(metric, kind, value) for metric, kind, _, value in found] == points
    assert {at for _, _, at, _ in found} <= {1000}


def test_nothing_is_sent_of_the_open_bucket():
    assert sent((1003.0, b"a:1|g"), until=1009.9) == []


def test_a_counter_goes_on_as_zero_for_five_minutes():
    found = sent((1003.0, b"a:1|c\nb:1|g"), until=5000)
    assert [(at, value) for metric, _, at, value in found if metric == "a"] == [
        (1000, 0.1),
        *((at, 0) for at in range(1010, 1301, 10)),
    ]
    assert [at for metric, _, at, _ in found if metric == "b"] == [1000]


def test_zeros_stand_only_where_nothing_came():
    found = sent((1003.0, b"a:1|c"), (1025.0, b"a:2|c"), (1042.0, b"b:1|c"), until=1050)
    assert [(at, value) for metric, _, at, value in found if metric == "a"] == [
        (1000, 0.1),
        (1010, 0),
        (1020, 0.2),
        (1030, 0),
        (1040, 0),
    ]


def test_a_counter_that_comes_again_after_an_hour_has_no_zeros_between():
    found = sent((1003.0, b"a:1|c"), (4603.0, b"a:1|c"), until=4610)
    assert [at for _, _, at, _ in found] == [*range(1000, 1301, 10), 4600]


def test_samples_carry_how_many_they_stand_for():
    buckets, sending = Buckets(), Sending()
    buckets.take(b"a:1:2|d|@0.5\nb:1|d", 1000.0)
    first, second = sending.points(buckets.over(1010.0).buckets, 1010)
    assert first.weights is not None
    assert first.weights.tolist() == [2, 2]
    assert second == Points(Series("b", "distribution", frozenset()), [1000], second.values)


def test_counters_that_are_too_many_end_without_zeros(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dogwatch.local.intake.sending.MOST_COUNTERS", 2)
    found = sent((1003.0, b"a:1|c\nb:1|c\nc:1|c"), until=1030)
    assert [(metric, at) for metric, _, at, value in found if not value] == [
        ("a", 1010),
        ("b", 1010),
        ("a", 1020),
        ("b", 1020),
    ]
