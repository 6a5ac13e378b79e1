from datetime import UTC, datetime

import pytest

from dogwatch.judge.recurrence import Recurrence, merged


def second(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[arg-type, misc]


def test_it_comes_at_the_same_time_of_the_day_when_the_clock_changes():
    nightly = Recurrence("FREQ=DAILY;INTERVAL=1", datetime(2026, 3, 6, 22), 3600, "America/New_York")
    begin = second(2026, 3, 7)
    found = list(nightly.spans(begin, second(2026, 3, 10)))
    assert [start for start, _ in found] == [second(2026, 3, 7, 3), second(2026, 3, 8, 3), second(2026, 3, 9, 2)]
    assert {end - start for start, end in found} == {3600}


def test_one_that_began_before_the_time_that_is_asked_about_is_among_them():
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=SA", datetime(2026, 1, 3, 12), 2 * 86400)
    assert list(weekly.spans(second(2026, 1, 5), second(2026, 1, 6))) == [
        (second(2026, 1, 3, 12), second(2026, 1, 5, 12))
    ]
    assert list(weekly.spans(second(2026, 1, 5, 12), second(2026, 1, 6))) == []


def test_it_ends_after_its_count_or_its_last_day():
    counted = Recurrence("FREQ=DAILY;INTERVAL=10;COUNT=5", datetime(2026, 1, 1), 60)
    until = Recurrence("FREQ=DAILY;UNTIL=20260103T050000Z", datetime(2026, 1, 1), 60, "America/New_York")
    year = second(2026, 1, 1), second(2027, 1, 1)
    assert [start for start, _ in counted.spans(*year)] == [second(2026, 1, day) for day in (1, 11, 21, 31)] + [
        second(2026, 2, 10)
    ]
    assert [start for start, _ in until.spans(*year)] == [second(2026, 1, day, 5) for day in (1, 2, 3)]


def test_the_third_wednesday_of_each_month():
    monthly = Recurrence("FREQ=MONTHLY;BYSETPOS=3;BYDAY=WE;INTERVAL=1", datetime(2026, 1, 1, 8), 60)
    found = monthly.spans(second(2026, 1, 1), second(2026, 3, 1))
    assert [start for start, _ in found] == [second(2026, 1, 21, 8), second(2026, 2, 18, 8)]


def test_the_next_one_is_that_which_is_going_on():
    daily = Recurrence("FREQ=DAILY;COUNT=2", datetime(2026, 1, 1, 8), 3600)
    assert daily.next(second(2025, 1, 1)) == (second(2026, 1, 1, 8), second(2026, 1, 1, 9))
    assert daily.next(second(2026, 1, 1, 8, 59)) == (second(2026, 1, 1, 8), second(2026, 1, 1, 9))
    assert daily.next(second(2026, 1, 1, 9)) == (second(2026, 1, 2, 8), second(2026, 1, 2, 9))
    assert daily.next(second(2026, 1, 2, 9)) is None


@pytest.mark.parametrize(
    ("rrule", "duration", "timezone", "said"),
    [
        ("FREQ=DAILY", 60, "UTC", None),
        ("INTERVAL=2", 60, "UTC", "FREQ must be one of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=SECONDLY", 60, "UTC", "FREQ must be one of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=DAILY;BYDAY=XX", 60, "UTC", "invalid"),
        ("FREQ=DAILY;DURATION=PT1H", 60, "UTC", "DURATION does not belong into an rrule"),
        ("FREQ=DAILY", 0, "UTC", "the duration must be positive"),
        ("FREQ=DAILY", 60, "Mars/Base", "No time zone found with key Mars/Base"),
    ],
)
def test_says_what_is_wrong_with_a_rule(rrule: str, duration: int, timezone: str, said: str | None):
    mistake = Recurrence(rrule, datetime(2026, 1, 1), duration, timezone).mistake
    assert mistake == said or (said is not None and mistake is not None and said in mistake)


def test_spans_that_touch_become_one():
    assert merged([(5, 7), (1, 2), (2, 4), (6, 6)]) == [(1, 4), (5, 7)]


def test_after_2037_the_clock_does_not_change_any_more():
    summer = Recurrence("FREQ=DAILY;INTERVAL=1", datetime(2042, 7, 13, 1, 2, 3), 86400, "America/New_York")
    assert summer.next(0) == (second(2042, 7, 13, 6, 2, 3), second(2042, 7, 14, 6, 2, 3))
