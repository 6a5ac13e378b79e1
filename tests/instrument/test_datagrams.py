from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.instrument.datagrams import UDP_LIMIT, UNIX_LIMIT, packets
from dogwatch.instrument.points import Points
from tests.instrument.sink import Sink

series = st.tuples(st.sampled_from(["feature.a", "feature.b"]), st.tuples(st.sampled_from(["x:1", "x:2"])))
numbers = st.integers(0, 10**14)


@given(
    counts=st.dictionaries(series, numbers),
    durations=st.dictionaries(series, st.lists(numbers, min_size=1, max_size=600)),
    members=st.dictionaries(series, st.sets(st.from_regex("[0-9a-f]{16}", fullmatch=True), max_size=90)),
    limit=st.sampled_from([UDP_LIMIT, UNIX_LIMIT]),
)
def test_everything_is_in_packets_within_the_limit(
    counts: dict[tuple[str, tuple[str]], int],
    durations: dict[tuple[str, tuple[str]], list[int]],
    members: dict[tuple[str, tuple[str]], set[str]],
    limit: int,
) -> None:
    points = Points()
    points.counts.update(counts)
    points.durations.update(durations)
    points.members.update(members)
    sink = Sink("", limit)
    sent = list(packets(points, ("env:test",), limit))
    for packet in sent:
        sink.take(packet.payload)

    assert sink.wrong == []
    assert dict(sink.counts) == {(name, frozenset({*tags, "env:test"})): n for (name, tags), n in counts.items()}
    assert {of: sorted(values) for of, values in sink.values.items()} == {
        (name, frozenset({*tags, "env:test"})): sorted(float(f"{n}e-9") for n in values)
        for (name, tags), values in durations.items()
    }
    assert sum(map(len, sink.members.values())) == sum(map(len, members.values()))
    assert sum(packet.values for packet in sent) == len(counts) + sum(
        map(len, [*durations.values(), *members.values()])
    )


@pytest.mark.parametrize("took", [7, 650, 6_500, 65_000, 10**12])
def test_no_value_is_skipped_between_lines_however_short_they_are(took: int) -> None:
    points = Points()
    points.durations["feature.duration", ("feature:checkout",)] = [took] * 5000
    sink = Sink("", UDP_LIMIT)
    for packet in packets(points, (), UDP_LIMIT):
        sink.take(packet.payload)

    assert sink.all_values("feature.duration") == [float(f"{took}e-9")] * 5000


def test_packets_are_filled() -> None:
    points = Points()
    points.durations["feature.duration", ("feature:checkout",)] = [1_234_567] * 10_000
    sizes = [len(packet.payload) for packet in packets(points, (), UNIX_LIMIT)]

    assert min(sizes[:-1]) > 0.98 * UNIX_LIMIT


def test_lines_are_as_documented() -> None:
    points = Points()
    points.counts["feature.hits", ("feature:a", "outcome:ok")] = 3
    points.durations["feature.duration", ("feature:a",)] = [1500, 20]
    points.values["feature.process.memory", ()] = [4096]
    points.members["feature.users", ("feature:a",)] = {"ff"}
    (packet,) = packets(points, ("env:prod",), UDP_LIMIT)

    assert packet.payload.decode().split("\n") == [
        "feature.hits:3|c|#feature:a,outcome:ok,env:prod",
        "feature.users:ff|s|#feature:a,env:prod",
        "feature.duration:1500e-9:20e-9|d|#feature:a,env:prod",
        "feature.process.memory:4096|d|#env:prod",
    ]
