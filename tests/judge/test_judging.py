"""Monitors judged from series to notices, and what happens to them on the way."""

from __future__ import annotations

import json

import numpy as np
import pytest

from dogwatch.judge import Asked, Judging, Known, Monitor, Notice, Readings, States, Status, Subject
from dogwatch.measure import Store

from .bodies import START, body, judged, told

MINUTE = 60
QUERY = "avg(last_5m):avg:load{*} > 4"


def loaded(*tags: str) -> Store:
    """Half an hour of 1, with five minutes of 9 from the tenth on."""
    store = Store()
    series = store.series("load", tags)
    for minute in range(30):
        store.add(series, START + 60 * minute, 9.0 if 10 <= minute < 15 else 1.0)
    return store


def test_alerts_and_recovers() -> None:
    judging = judged(loaded(), QUERY)

    notices = judging.run(START + 1800)

    assert told(notices) == [(12, "Alert"), (19, "OK")]
    first = notices[0].transition
    assert (first.before, first.after, first.value, first.threshold) == (Status.OK, Status.ALERT, 4.2, 4)
    assert [notice.transition.reason for notice in notices] == ["4.2 is > 4", "2.6 is not > 4"]


def test_one_instant_each_minute_comes_to_the_same() -> None:
    whole, live = judged(loaded(), QUERY), judged(loaded(), QUERY)

    each = [notice for minute in range(1, 31) for notice in live.run(START + MINUTE * minute)]

    assert each == whole.run(START + 30 * MINUTE)
    assert live.history(1).transitions == whole.history(1).transitions


def test_notices_of_several_monitors_come_in_the_order_of_time() -> None:
    judging = Judging(loaded(), {1: body(QUERY), 2: body("max(last_1m):avg:load{*} > 4")}, now=START)

    assert [(notice.monitor, *pair) for notice, pair in _with_times(judging)] == [
        (2, 11, "Alert"),
        (1, 12, "Alert"),
        (2, 16, "OK"),
        (1, 19, "OK"),
    ]


def _with_times(judging: Judging):  # type: ignore[no-untyped-def]
    notices = judging.run(START + 1800)
    return zip(notices, told(notices), strict=True)


def test_an_edit_of_options_keeps_the_states_and_one_of_the_query_does_not() -> None:
    judging = judged(loaded(), QUERY)
    judging.run(START + 15 * MINUTE)

    judging.put(1, body(QUERY, renotify_interval=10))
    assert judging.state(1) is Status.ALERT
    judging.put(1, body("avg(last_5m):avg:load{*} > 8"))
    assert judging.state(1) is Status.ABSENT


def test_a_monitor_can_come_and_go() -> None:
    judging = Judging(loaded(), now=START)
    judging.run(START + 15 * MINUTE)
    judging.put(7, body(QUERY))

    assert told(judging.run(START + 16 * MINUTE)) == [(16, "Alert")]
    judging.remove(7)
    assert judging.run(START + 30 * MINUTE) == []
    assert judging.monitors == {}


def test_a_monitor_that_is_mended_is_judged_again() -> None:
    judging = judged(loaded(), "avg(last_5m):avg:load{*} > threshold")
    assert list(judging.refused) == [1]

    judging.put(1, body(QUERY))

    assert judging.refused == {}
    assert len(judging.run(START + 1800)) == 2


def test_a_group_is_resolved_by_hand_until_the_next_evaluation() -> None:
    """monitors/status"""
    judging = judged(loaded("host:a"), "avg(last_5m):avg:load{*} by {host} > 4", new_group_delay=0)
    judging.run(START + 13 * MINUTE)

    (notice,) = judging.resolve(1, [("a",)])
    assert (notice.status, notice.at, notice.transition.reason) == (Status.OK, judging.now, "resolved by hand")
    assert judging.states(1) == {("a",): Status.OK}
    assert judging.resolve(1) == []
    assert told(judging.run(START + 14 * MINUTE)) == [(14, "Alert")]


def test_states_can_be_saved_as_json_and_taken_up_again() -> None:
    first = Judging(loaded(), {1: body(QUERY, renotify_interval=2), 2: body(QUERY)}, now=START)
    first.run(START + 13 * MINUTE)
    saved = json.loads(json.dumps(first.saved()))

    second = Judging(loaded(), {1: body(QUERY, renotify_interval=2)}, now=0)
    second.restore(saved)

    assert second.state(1) is Status.ALERT
    assert told(second.run(START + 30 * MINUTE)) == [(14, "Alert"), (16, "Alert"), (18, "Alert"), (19, "OK")]


def test_states_of_another_query_are_not_taken_up() -> None:
    first = judged(loaded(), QUERY)
    first.run(START + 13 * MINUTE)
    second = judged(loaded(), "avg(last_5m):avg:load{*} > 3")

    second.restore(first.saved())

    assert second.state(1) is Status.ABSENT


def test_evaluations_are_kept_for_as_long_as_it_is_said() -> None:
    judging = Judging(loaded(), {1: body(QUERY)}, now=START, kept=600)
    for minute in range(1, 31):
        judging.run(START + MINUTE * minute)

    history = judging.history(1)
    assert history.batches[0][0].instants[0] == START + 20 * MINUTE
    assert history.transitions == []


class Doubles:
    """A kind of monitors that are in the states of another, whose id is their query."""

    def subject(self, body: dict[str, str]) -> Subject | None:
        return Subject(window=60, needs=(int(body["query"]),)) if body["type"] == "double" else None

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        return Known({"doubled": states.monitors[monitor.subject.needs[0]].body["name"]})

    def read(self, asked: list[Asked], states: States) -> list[Readings]:
        found = []
        for monitor, instants in asked:
            _, groups, levels = states.at(monitor.subject.needs[0], instants)
            levels = np.where(levels == Status.ABSENT, np.int8(Status.NO_DATA), levels)
            found.append(Readings(groups, np.full(levels.shape, np.nan), levels))
        return found


def test_a_kind_of_monitors_may_read_the_states_of_others_at_the_same_instants() -> None:
    double = {"type": "double", "query": "1", "name": "b"}
    doubled = {"type": "double", "query": "2", "name": "c"}
    judging = Judging(loaded(), {3: doubled, 2: double, 1: body(QUERY)}, now=START, kinds=[Doubles()])  # type: ignore[list-item]
    notices = list(_with_times(judging))

    assert judging.known(notices[2][0]).variables == {"doubled": "b"}
    assert [(notice.monitor, *pair) for notice, pair in notices] == [
        (1, 12, "Alert"),
        (2, 12, "Alert"),
        (3, 12, "Alert"),
        (1, 19, "OK"),
        (2, 19, "OK"),
        (3, 19, "OK"),
    ]


@pytest.mark.parametrize("minutes", [1, 30])
def test_a_monitor_that_needs_one_that_is_not_there_has_no_groups(minutes: int) -> None:
    judging = Judging(Store(), {2: {"type": "double", "query": "1", "name": "b"}}, now=START, kinds=[Doubles()])  # type: ignore[list-item]

    assert judging.run(START + MINUTE * minutes) == []
    assert judging.state(2) is Status.ABSENT


def test_reminds_in_a_batch_in_which_nothing_changes() -> None:
    store = Store()
    series = store.series("load", ["host:a"])
    for minute in range(60):
        store.add(series, START + 60 * minute, 9.0)
    judging = Judging(store, {1: body("avg(last_5m):avg:load{*} > 4", renotify_interval=20)}, now=START)

    assert told(judging.run(START + 600)) == [(1, "Alert")]
    assert told(judging.run(START + 3600)) == [(21, "Alert"), (41, "Alert")]


def test_rests_and_still_knows_since_when_a_group_is_there() -> None:
    store = Store()
    series = store.series("load", ["host:a"])
    for minute in range(20):
        store.add(series, START + 60 * minute, 9.0)
    judging = Judging(store, {1: body("avg(last_5m):avg:load{*} by {host} > 4", new_group_delay=300)}, now=START)

    judging.run(START + 600)
    judging.rest()

    assert told(judging.run(START + 1200)) == [(11, "Alert")]


@pytest.mark.parametrize(
    "options",
    [
        {"no_data_timeframe": "soon"},
        {"group_retention_duration": "a while"},
        {"renotify_interval": "often"},
        {"renotify_interval": 10, "renotify_statuses": ["alrt"]},
        {"thresholds": 5},
        {"scheduling_options": {"evaluation_window": {"day_starts": "late"}}},
        {"scheduling_options": {"evaluation_window": {"day_starts": "04:00", "timezone": "Nowhere/Town"}}},
        {"scheduling_options": ["daily"]},
        {"scheduling_options": {"custom_schedule": {"recurrences": [{"rrule": "FREQ=HOURLY"}]}}},
    ],
)
def test_options_that_cannot_be_read_are_refused_and_end_nothing(options: dict[str, object]) -> None:
    judging = Judging(loaded(), {1: body(QUERY), 2: {**body(QUERY), "options": options}}, now=START)

    assert judging.refused[2].rule in ("other-options", "custom-schedule")
    assert told(judging.run(START + 1800)) == [(12, "Alert"), (19, "OK")]


def test_a_long_time_is_judged_in_parts() -> None:
    judging = judged(loaded("host:a"), "avg(last_5m):avg:load{*} by {host} > 4", new_group_delay=0)
    judging.run(START + MINUTE)
    many = [(f"g{number}",) for number in range(9_000)]
    judging._judged[1].memory.make_room(tuple(many))

    notices = judging.run(START + 2 * 3600)

    assert told(notices) == [(12, "Alert"), (19, "OK")]
    assert [len(verdicts.instants) for verdicts, _ in judging.history(1).batches] == [1, 60, 59]


def test_what_is_taken_up_says_also_how_it_came_to_that() -> None:
    first, second = judged(loaded(), QUERY), judged(loaded(), QUERY)
    first.run(START + 13 * MINUTE)
    second.restore(json.loads(json.dumps(first.saved())))

    assert second.history(1).troubled == first.history(1).troubled != []
    _, _, states = second.at(1, np.array([START + 13 * MINUTE]))
    assert states.tolist() == [[Status.ALERT]]


def test_the_groups_of_a_composite_are_taken_up_with_its_parts() -> None:
    by_host = body("avg(last_5m):avg:load{*} by {host} > 4", new_group_delay=0)
    monitors = {1: by_host, 2: {"type": "composite", "name": "c", "query": "1", "message": "", "options": {}}}
    first, second = (Judging(loaded("host:a"), monitors, now=START) for _ in range(2))
    first.run(START + 13 * MINUTE)
    second.restore(json.loads(json.dumps(first.saved())))

    assert second.monitors[2].subject.keys == ("host",)
    assert second.states(2) == {("a",): Status.ALERT}
    assert told(second.run(START + 14 * MINUTE)) == []


def test_what_is_in_trouble_keeps_how_it_came_to_that() -> None:
    judging = Judging(loaded(), {1: body(QUERY)}, now=START, kept=60)
    for minute in range(1, 19):
        judging.run(START + minute * MINUTE)
    assert [each.after for each in judging.history(1).transitions] == [Status.ALERT]
    for minute in range(19, 25):
        judging.run(START + minute * MINUTE)
    assert judging.history(1).transitions == []
