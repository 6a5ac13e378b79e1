"""What is told of: transitions, reminders, recoveries, and groups that are told of together."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.judge import Status
from dogwatch.measure import Store

from .bodies import START, body, judged, told

MINUTE, HOUR = 60, 3600
QUERY = "avg(last_1m):avg:x{*} > 5"


def store(*rows: str) -> Store:
    """A row is tags, a colon and values a minute apart."""
    found = Store()
    for row in rows:
        tags, _, values = row.rpartition("|")
        series = found.series("x", [tag for tag in tags.split(",") if tag])
        for place, value in enumerate(values.split()):
            if value != "x":
                found.add(series, START + MINUTE * place, float(value))
    return found


def test_each_change_for_the_worse_is_told_and_the_way_back() -> None:
    judging = judged(store("1 4 9 4 9 1 4 1"), QUERY, thresholds={"critical": 5, "warning": 3})

    notices = judging.run(START + 8 * MINUTE)

    words = ["Warn", "Alert", "Warn", "Alert", "OK", "Warn", "OK"]
    assert told(notices) == list(zip(range(2, 9), words, strict=True))
    first, *_, last = [notice.transition for notice in notices]
    assert (first.threshold, notices[1].transition.threshold) == (3, 5)
    assert (notices[4].transition.before, last.before) == (Status.ALERT, Status.WARN)


def test_a_notice_says_since_when_there_is_trouble() -> None:
    judging = judged(store("1 4 9 9 1 1 9"), QUERY, thresholds={"critical": 5, "warning": 3})

    notices = judging.run(START + 7 * MINUTE)

    since = [(each.transition.first_triggered_at, each.transition.last_triggered_at) for each in notices]
    minutes = [tuple((moment - START) // 60 for moment in pair if moment) for pair in since]
    assert minutes == [(2, 2), (2, 3), (2, 3), (7, 7)]


def test_a_first_result_of_ok_is_silent_and_no_change() -> None:
    judging = judged(store("1 1 9"), QUERY)

    assert judging.run(START + 2 * MINUTE) == []
    assert judging.history(1).transitions == []
    judging.run(START + 3 * MINUTE)
    (transition,) = judging.history(1).transitions
    assert (transition.before, transition.after) == (Status.OK, Status.ALERT)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"renotify_interval": 20}, [(1, 0), (21, 1), (41, 2)]),
        ({"renotify_interval": 20, "renotify_occurrences": 1}, [(1, 0), (21, 1)]),
        ({"renotify_interval": 20, "renotify_statuses": ["warn"]}, [(1, 0)]),
        ({"renotify_interval": 20, "renotify_statuses": ["alert", "warn"]}, [(1, 0), (21, 1), (41, 2)]),
        ({"renotify_interval": 0}, [(1, 0)]),
        ({}, [(1, 0)]),
    ],
)
def test_an_alert_is_reminded_of(options: dict[str, Any], expected: list[tuple[int, int]]) -> None:
    """monitors/guide/monitor_api_options: interval, statuses, occurrences"""
    judging = judged(store("9 " * 60), QUERY, **options)

    notices = judging.run(START + 60 * MINUTE)

    assert [((notice.at - START) // 60, notice.renotification) for notice in notices] == expected
    assert {(notice.status, notice.is_recovery) for notice in notices} == {(Status.ALERT, False)}


def test_a_warning_is_not_reminded_of_unless_it_is_said() -> None:
    thresholds = {"critical": 5, "warning": 3}
    judging = judged(store("4 " * 60), QUERY, thresholds=thresholds, renotify_interval=10)

    assert told(judging.run(START + HOUR)) == [(1, "Warn")]


def test_reminders_have_the_value_of_their_moment_and_go_on_without_data() -> None:
    judging = judged(store("9 7 x x"), QUERY, renotify_interval=1)

    notices = judging.run(START + 4 * MINUTE)

    assert [notice.transition.value for notice in notices] == [9, 7, None, None]


def test_a_state_that_was_not_told_of_is_not_reminded_of() -> None:
    judging = judged(store("9 9 9"), QUERY, renotify_interval=1, on_missing_data="show_no_data")

    assert told(judging.run(START + 10 * MINUTE)) == [(1, "Alert"), (2, "Alert"), (3, "Alert")]


def test_a_reminder_of_what_is_held_says_by_which_threshold() -> None:
    thresholds = {"critical": 5, "warning": 3, "critical_recovery": 4, "warning_recovery": 2}
    options = {"renotify_interval": 1, "renotify_statuses": ["alert", "warn"]}
    judging = judged(store("9 4.5 2.5 2.2 1"), QUERY, thresholds=thresholds, **options)

    notices = judging.run(START + 5 * MINUTE)

    assert [notice.transition.reason for notice in notices] == [
        "9 is > 5",
        "4.5 is still > 4, where it recovers",
        "2.5 is still > 2, where it recovers",
        "2.2 is still > 2, where it recovers",
        "1 is not > 5",
    ]


def test_a_change_begins_the_reminders_anew() -> None:
    thresholds = {"critical": 5, "warning": 3}
    options = {"renotify_interval": 10, "renotify_statuses": ["alert", "warn"], "renotify_occurrences": 1}
    judging = judged(store("4 " * 15 + "9 " * 45), QUERY, thresholds=thresholds, **options)

    assert told(judging.run(START + HOUR)) == [(1, "Warn"), (11, "Warn"), (16, "Alert"), (26, "Alert")]


def test_reminders_go_on_from_one_run_to_the_next() -> None:
    judging = judged(store("9 " * 60), QUERY, renotify_interval=20)

    found = [told(judging.run(START + MINUTE * minute)) for minute in (5, 20, 21, 60)]

    assert found == [[(1, "Alert")], [], [(21, "Alert")], [(41, "Alert")]]


def test_a_recovery_from_no_data_that_nobody_heard_of_is_silent() -> None:
    silent = judged(store("1 x 1"), QUERY, on_missing_data="show_no_data")
    loud = judged(store("1 x 1"), QUERY, on_missing_data="show_and_notify_no_data")
    alert = judged(store("9 x 1"), QUERY, on_missing_data="show_no_data")

    assert told(silent.run(START + 3 * MINUTE)) == []
    assert told(loud.run(START + 3 * MINUTE)) == [(2, "No Data"), (3, "OK")]
    assert told(alert.run(START + 3 * MINUTE)) == [(1, "Alert"), (3, "OK")]


def test_each_group_is_told_of_apart() -> None:
    data = store("host:a,zone:z|1 9 9 1", "host:b,zone:z|1 1 9 9")
    judging = judged(data, "avg(last_1m):avg:x{*} by {host,zone} > 5", new_group_delay=0)

    notices = judging.run(START + 4 * MINUTE)

    assert [(notice.transition.tags["host"], *pair) for notice, pair in zip(notices, told(notices), strict=True)] == [
        ("a", 2, "Alert"),
        ("b", 3, "Alert"),
        ("a", 4, "OK"),
    ]


@pytest.mark.parametrize(("by", "tags"), [(["zone"], {"zone": "z"}), (["*"], {})])
def test_groups_are_told_of_together(by: list[str], tags: dict[str, str]) -> None:
    """monitors/guide/alert_aggregation"""
    data = store("host:a,zone:z|1 9 9 1 1", "host:b,zone:z|1 1 9 9 1")
    judging = judged(data, "avg(last_1m):avg:x{*} by {host,zone} > 5", notify_by=by, new_group_delay=0)

    notices = judging.run(START + 5 * MINUTE)

    assert told(notices) == [(2, "Alert"), (5, "OK")]
    assert notices[0].transition.tags == tags
    assert notices[0].transition.members == ((("a", "z"), Status.ALERT),)


def test_a_draft_tells_nobody() -> None:
    judging = judged(store("9 9"), QUERY)
    judging.put(1, {**body(QUERY), "draft_status": "draft"})

    assert judging.run(START + 2 * MINUTE) == []
    assert judging.state(1) is Status.ALERT
    assert len(judging.history(1).transitions) == 1
