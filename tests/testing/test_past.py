from __future__ import annotations

from dogwatch.testing.past import Reach, spans

NOW = 1_767_603_600
HOUR = 3600


def test_is_fine_in_the_last_hour_and_coarser_before_without_a_gap() -> None:
    found = list(spans(NOW, [Reach("hits", 6 * HOUR, 6 * HOUR)]))

    assert [(NOW - each.begin, NOW - each.end, each.step) for each in found] == [
        (6 * HOUR, 4 * HOUR, 1800),
        (4 * HOUR, 1.5 * HOUR, 1800),
        (1.5 * HOUR, 0, 10),
    ]


def test_reaches_back_for_each_metric_as_far_as_it_is_read() -> None:
    found = list(spans(NOW, [Reach("hits", 30 * 24 * HOUR, 30 * 24 * HOUR), Reach("duration", 300, 300)]))

    assert [(each.metrics, each.step) for each in found] == [({"hits"}, HOUR)] * 4 + [({"hits", "duration"}, 10)]
    assert (NOW - found[0].begin, found[-1].end) == (30 * 24 * HOUR, NOW)


def test_is_as_fine_as_the_windows_that_reach_there() -> None:
    (oldest, *_) = spans(NOW, [Reach("hits", 24 * HOUR, 300)])

    assert oldest.step == 300


def test_is_nothing_where_nothing_is_read() -> None:
    assert list(spans(NOW, [])) == []
