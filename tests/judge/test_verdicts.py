"""What missing data and new groups mean, option by option."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.judge import Judging, Status
from dogwatch.measure import Store

from .bodies import START, judged, told

MINUTE, HOUR = 60, 3600
# Data at the minutes 0 to 9, then none.
STOPS = "1 " * 10
QUERY = "avg(last_5m):avg:x{*} > 5"
BY_HOST = "avg(last_5m):avg:x{*} by {host} > 5"


def store(values: str, *tags: str) -> Store:
    found = Store()
    put(found, values, *tags)
    return found


def put(store: Store, values: str, *tags: str, start: int = START) -> None:
    series = store.series("x", tags)
    for place, value in enumerate(values.split()):
        if value != "x":
            store.add(series, start + MINUTE * place, float(value))


def reasons(judging: Judging, minute: int) -> str:
    """Why the first group's evaluation at a minute came to its verdict."""
    verdicts, _ = judging.history(1).batches[-1]
    return verdicts.explained(judging.monitors[1], 0, verdicts.instants.tolist().index(START + MINUTE * minute))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, []),
        ({"notify_no_data": False, "no_data_timeframe": 10}, []),
        # The last data are those of minute 9: ten minutes without any are over at minute 20.
        ({"notify_no_data": True, "no_data_timeframe": 10}, [(20, "No Data")]),
        ({"notify_no_data": True, "no_data_timeframe": 30}, [(40, "No Data")]),
        ({"notify_no_data": True}, [(20, "No Data")]),
        # A timeframe shorter than the window is over with the first window without data.
        ({"notify_no_data": True, "no_data_timeframe": 2}, [(15, "No Data")]),
        ({"on_missing_data": "default"}, []),
        ({"on_missing_data": "show_no_data"}, []),
        ({"on_missing_data": "show_and_notify_no_data"}, [(15, "No Data")]),
        ({"on_missing_data": "resolve"}, []),
    ],
)
def test_data_that_stop_are_told_of_as_the_options_say(options: dict[str, Any], expected: list[Any]) -> None:
    judging = judged(store(STOPS), QUERY, **options)

    assert told(judging.run(START + HOUR)) == expected


@pytest.mark.parametrize(
    ("missing", "state"),
    [
        ("default", Status.ALERT),
        ("show_no_data", Status.NO_DATA),
        ("show_and_notify_no_data", Status.NO_DATA),
        ("resolve", Status.OK),
    ],
)
def test_an_alert_whose_data_stop_goes_where_the_option_says(missing: str, state: Status) -> None:
    judging = judged(store("9 9 9 9 9"), QUERY, on_missing_data=missing)
    judging.run(START + HOUR)

    assert judging.state(1) is state


def test_a_sum_without_data_is_zero_by_default() -> None:
    """monitors/guide/on_missing_data: `default` with sum or count aggregation"""
    quiet = judged(store("9 9 9"), "sum(last_5m):sum:x{*} > 5", on_missing_data="default")
    dead = judged(store("9 9 9"), "sum(last_5m):sum:x{*} < 1", on_missing_data="default")

    assert told(quiet.run(START + HOUR)) == [(1, "Alert"), (8, "OK")]
    assert told(dead.run(START + HOUR)) == [(8, "Alert")]
    assert reasons(dead, 9) == "no data count as 0 is < 1"


def test_a_recovery_threshold_holds_for_zero_too() -> None:
    thresholds = {"critical": 5, "critical_recovery": -1}
    judging = judged(store("9"), "sum(last_5m):sum:x{*} > 5", on_missing_data="default", thresholds=thresholds)

    assert told(judging.run(START + HOUR)) == [(1, "Alert")]


def test_what_resolves_by_itself_is_not_held_by_a_recovery_threshold() -> None:
    thresholds = {"critical": 5, "critical_recovery": 8}
    options = {"on_missing_data": "default", "timeout_h": 1, "thresholds": thresholds}
    judging = judged(store("9 9"), "sum(last_1m):sum:x{*} < 5", **options)

    assert told(judging.run(START + 2 * HOUR)) == [(3, "Alert"), (63, "OK")]


def test_default_zero_is_no_count_query() -> None:
    query = "sum(last_5m):default_zero(sum:x{*}) > 5"
    judging = judged(store("9"), query, on_missing_data="default")
    judging.run(START + 5 * MINUTE)

    assert not judging.monitors[1].subject.counts


def test_what_never_reported_is_not_missing() -> None:
    judging = judged(Store(), QUERY, notify_no_data=True)

    assert judging.run(START + HOUR) == []
    assert judging.state(1).word == "No Data"
    assert reasons(judging, 30) == "no data ever"


def test_a_group_is_there_once_it_reported() -> None:
    data = store(STOPS, "host:a")
    put(data, "x " * 30 + "1", "host:b")
    judging = judged(data, BY_HOST, notify_no_data=True, new_group_delay=0)

    judging.run(START + 30 * MINUTE)
    assert judging.states(1) == {("a",): Status.NO_DATA}
    judging.run(START + 31 * MINUTE)
    assert judging.states(1) == {("a",): Status.NO_DATA, ("b",): Status.OK}


@pytest.mark.parametrize("missing", ["default", "resolve"])
def test_what_no_data_mean_is_true_of_groups_that_reported(missing: str) -> None:
    data = store(STOPS, "host:a")
    put(data, "x " * 30 + "1", "host:b")
    query = "sum(last_5m):sum:x{*} by {host} < 0.5"
    judging = judged(data, query, on_missing_data=missing, new_group_delay=0)

    judging.run(START + HOUR)

    ((verdicts, states),) = judging.history(1).batches
    first = verdicts.instants[(states != Status.ABSENT).argmax(axis=1)].tolist()
    assert dict(zip(verdicts.groups, first, strict=True)) == {("a",): START + MINUTE, ("b",): START + 31 * MINUTE}


def test_a_group_is_dropped_a_day_after_its_data_stopped_without_a_word() -> None:
    judging = judged(store("9 9", "host:a"), BY_HOST)

    # The first window without data is that of minute 7.
    assert told(judging.run(START + 24 * HOUR + 6 * MINUTE)) == [(6, "Alert")]
    assert judging.states(1) == {("a",): Status.ALERT}
    assert judging.run(START + 24 * HOUR + 7 * MINUTE) == []
    assert judging.states(1) == {}
    assert reasons(judging, 24 * 60 + 7) == "no data for 24 h: the group is dropped"


def test_a_simple_alert_is_never_dropped() -> None:
    judging = judged(store("9 9"), QUERY)
    judging.run(START + 30 * HOUR)

    assert judging.state(1) is Status.ALERT


def test_an_alert_resolves_by_itself_some_hours_after_its_data_stopped() -> None:
    judging = judged(store("9 9"), QUERY, timeout_h=2)

    assert told(judging.run(START + 4 * HOUR)) == [(1, "Alert"), (127, "OK")]
    assert reasons(judging, 127) == "no data for 2 h: resolved"


def test_an_alert_with_data_does_not_resolve_by_itself() -> None:
    judging = judged(store("9 " * 240), QUERY, timeout_h=1)

    assert told(judging.run(START + 4 * HOUR)) == [(1, "Alert")]


def test_no_data_resolve_by_themselves_and_stay_resolved() -> None:
    judging = judged(store("1 1"), QUERY, timeout_h=1, on_missing_data="show_and_notify_no_data")

    assert told(judging.run(START + 4 * HOUR)) == [(7, "No Data"), (67, "OK")]


@pytest.mark.parametrize(
    ("keys", "options", "at"),
    [
        ("host", {"new_group_delay": 60}, 2),
        ("host", {"new_group_delay": 300}, 6),
        ("host", {"new_group_delay": 0}, 1),
        ("host", {"new_host_delay": 120}, 3),
        ("host", {}, 6),
        ("zone", {}, 1),
        ("zone", {"new_group_delay": 120}, 3),
    ],
)
def test_a_new_group_is_evaluated_after_a_delay(keys: str, options: dict[str, int], at: int) -> None:
    judging = judged(store("9 " * 30, "host:a", "zone:b"), f"avg(last_5m):avg:x{{*}} by {{{keys}}} > 5", **options)

    assert told(judging.run(START + 20 * MINUTE)) == [(at, "Alert")]
    if at > 1:
        assert reasons(judging, 1) == f"the group is new for {(at - 1) * 60} s"


def test_a_group_that_comes_back_after_it_was_dropped_is_new() -> None:
    data = store("9", "host:a")
    judging = judged(data, "avg(last_1m):avg:x{*} by {host} > 5", new_group_delay=120)
    judging.run(START + 25 * HOUR)
    put(data, "9 9 9 9 9", "host:a", start=START + 25 * HOUR)

    notices = judging.run(START + 25 * HOUR + 5 * MINUTE)

    assert told(notices) == [(25 * 60 + 3, "Alert")]


@pytest.mark.parametrize(("back", "told_at"), [(24 * 60, 24 * 60 + 1), (24 * 60 + 1, 24 * 60 + 4)])
def test_a_group_that_comes_back_just_before_it_is_dropped_is_not_new(back: int, told_at: int) -> None:
    """The first window without data is that of minute 2, so that the group would be dropped 24 hours after it."""
    data = store("1", "host:a")
    judging = judged(data, "avg(last_1m):avg:x{*} by {host} > 5", new_group_delay=120)
    judging.run(START + MINUTE * back)
    put(data, "9 9 9 9 9", "host:a", start=START + MINUTE * back)

    assert told(judging.run(START + MINUTE * (back + 5))) == [(told_at, "Alert")]
