from __future__ import annotations

from typing import Any

import pytest

from dogwatch.drill.past import HOUR, WEEK, Past, Series, Shift, read

HITS = Series("hits", "count", frozenset({"feature:a", "outcome:ok", "version:1"}))
TOOK = Series("took", "distribution", frozenset({"feature:a"}))
AGE = Series("age", "gauge", frozenset())
LINES = [b"hits:2|c|#feature:a,outcome:ok,version:1", b"took:0.5:0.25|d|#feature:a", b"age:3|g", b"age:4|g", b"u:x|s"]
NOW = 1_767_355_200


def sent(past: Past, begin: int, end: int, now: int = NOW) -> dict[tuple[str, tuple[str, ...]], list[Any]]:
    """The points by metric and tags."""
    found: dict[tuple[str, tuple[str, ...]], list[Any]] = {}
    for request in past.requests(begin, end, now):
        for series in request.body["series"]:
            found.setdefault((series["metric"], tuple(series["tags"])), []).extend(series["points"])
    return found


def test_reads_what_the_shop_has_sent() -> None:
    assert read([*LINES, b"hits:3|c|#feature:a,outcome:ok,version:1", b"_e{1,1}:a|b", b"nonsense"]) == {
        HITS: [2, 3],
        TOOK: [0.5, 0.25],
        AGE: [3, 4],
    }


def test_each_minute_is_as_the_rehearsal_was() -> None:
    points = sent(Past(read(LINES), 4.0), NOW - 120 - 4 * HOUR, NOW - 4 * HOUR)
    begin, later = NOW - 120 - 4 * HOUR, NOW - 60 - 4 * HOUR
    assert points["hits", ("feature:a", "outcome:ok", "version:1")] == [[begin, 30.0], [later, 30.0]]
    assert points["took", ("feature:a",)] == [[begin, [0.5, 0.25]], [later, [0.5, 0.25]]]
    assert points["age", ()] == [[begin, 4], [later, 4]]


@pytest.mark.parametrize("ago", [0, WEEK])
def test_a_graph_of_the_last_hour_has_a_point_each_20_seconds_and_so_has_a_week_ago(ago: int) -> None:
    points = sent(Past(read(LINES), 4.0), NOW - ago - 60, NOW - ago)
    assert points["hits", ("feature:a", "outcome:ok", "version:1")] == [
        [NOW - ago - 60 + 20 * n, 10.0] for n in range(3)
    ]


def test_what_is_long_ago_is_coarser_and_as_much() -> None:
    points = sent(Past(read(LINES), 4.0), NOW - 9 * HOUR, NOW - 8 * HOUR)
    hits = points["hits", ("feature:a", "outcome:ok", "version:1")]
    assert [at for at, _ in hits] == [NOW - 9 * HOUR + 300 * n for n in range(12)]
    assert sum(value for _, value in hits) == pytest.approx(30 * 60)


def test_what_goes_missing_is_missing_since_then() -> None:
    past = Past(read(LINES), 4.0, NOW - 60, [Shift(frozenset({"feature:a"}), 1)])
    points = sent(past, NOW - 120, NOW)
    assert points["hits", ("feature:a", "outcome:ok", "version:1")] == [[NOW - 120 + 20 * n, 10.0] for n in range(3)]
    assert len(points["took", ("feature:a",)]) == 3
    assert len(points["age", ()]) == 6


def test_a_share_of_the_calls_becomes_others() -> None:
    shifts = [
        Shift(frozenset({"feature:a"}), 1, frozenset({"version:2"})),
        Shift(frozenset({"version:2", "outcome:ok"}), 0.1, frozenset({"outcome:error"})),
    ]
    points = sent(Past(read(LINES), 4.0, NOW - 60, shifts), NOW - 20, NOW)
    assert points["hits", ("feature:a", "outcome:ok", "version:2")] == [[NOW - 20, pytest.approx(9)]]
    assert points["hits", ("feature:a", "outcome:error", "version:2")] == [[NOW - 20, pytest.approx(1)]]
    assert ("hits", ("feature:a", "outcome:ok", "version:1")) not in points
