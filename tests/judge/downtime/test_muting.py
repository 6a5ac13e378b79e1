from typing import Any

import pytest

from dogwatch.judge import Judging
from dogwatch.judge.downtime import Downtime, unmuted
from dogwatch.judge.downtime.downtime import EVER
from dogwatch.judge.status import Status
from dogwatch.measure import Store
from tests.measure.series import NOON

MINUTE = 60
QUERY = "max(last_1m):max:load{env:prod} by {host} > 4"


def body(query: str = QUERY, **changes: Any) -> dict[str, Any]:
    options = {"new_host_delay": 0, **changes.pop("options", {})}
    said = {"type": "query alert", "name": "load", "query": query, "message": "", "tags": ["team:a"]}
    return {**said, "options": options, **changes}


def heard(rows: dict[str, str], *downtimes: Downtime, step: int = 60, **changes: Any) -> list[tuple[float, str, str]]:
    """What is told: after how many minutes, of which host, and the state; a digit a minute for each host."""
    store = Store()
    last = max(map(len, rows.values()))
    for minute in range(last):
        for host, row in rows.items():
            if row[minute] != "_":
                store.add(
                    store.series("load", [f"host:{host}", "env:prod"]), NOON + minute * MINUTE, float(row[minute])
                )
    judging = Judging(store, {1: body(**changes)}, now=NOON)
    notices = []
    end = NOON + last * MINUTE
    for until in [*range(NOON + step, end, step), end]:
        since = judging.now
        notices += unmuted(judging.run(until), downtimes, judging, since, until)
    return [((each.at - NOON) / MINUTE, ",".join(each.transition.group), each.status.word) for each in notices]


def muting(begin: float, end: float | None, scope: str = "*", **changes: Any) -> Downtime:
    span = NOON + int(begin * MINUTE), EVER if end is None else NOON + int(end * MINUTE)
    return Downtime("d", scope, **{"monitor_id": 1, "once": span, **changes})


def test_without_downtimes_all_is_told():
    assert heard({"a": "119911"}) == [(3, "a", "Alert"), (5, "a", "OK")]


def test_what_begins_and_ends_in_a_downtime_is_not_told():
    assert heard({"a": "11991111"}, muting(1, 7)) == []


def test_only_the_groups_in_its_scope_are_muted():
    rows = {"a": "11991111", "b": "11199111"}
    assert heard(rows, muting(1, 7, "host:a")) == [(4, "b", "Alert"), (6, "b", "OK")]
    assert heard(rows, muting(1, 7, "host:a AND env:dev")) == heard(rows)


def test_tags_that_the_query_asks_for_are_in_scope_of_all_groups():
    assert heard({"a": "11991111"}, muting(1, 7, "env:prod")) == []
    assert heard({"a": "11991111"}, muting(1, 7, "-env:prod")) != []


def test_other_monitors_are_not_muted():
    assert heard({"a": "119911"}, muting(1, 7, monitor_id=2)) == heard({"a": "119911"})
    assert heard({"a": "11991111"}, muting(1, 7, monitor_id=None, monitor_tags=("team:a",))) == []


def test_trouble_that_is_there_at_the_end_is_told_then():
    assert heard({"a": "1199999911"}, muting(1, 6)) == [(6, "a", "Alert"), (9, "a", "OK")]
    assert heard({"a": "9999999911"}, muting(2, 6)) == [(1, "a", "Alert"), (6, "a", "Alert"), (9, "a", "OK")]


def test_an_end_tells_by_its_states_and_its_way():
    rows = {"a": "1199999999"}
    assert heard(rows, muting(1, 6, end_types=frozenset())) == []
    assert heard(rows, muting(1, 6, end_states=frozenset({Status.WARN}))) == []
    assert heard(rows, muting(1, None, canceled=NOON + 6 * MINUTE)) == []
    canceled = muting(1, None, canceled=NOON + 6 * MINUTE, end_types=frozenset({"canceled"}))
    assert heard(rows, canceled) == [(6, "a", "Alert")]


def test_while_another_downtime_mutes_no_end_tells():
    assert heard({"a": "119999999999"}, muting(1, 6), muting(4, 9)) == [(9, "a", "Alert")]
    assert heard({"a": "119999999999"}, muting(1, 9), muting(4, 9)) == [(9, "a", "Alert")]


def test_the_first_recovery_of_what_triggered_before_is_told():
    rows = {"a": "9991119911111"}
    assert heard(rows, muting(2, 11)) == [(1, "a", "Alert"), (4, "a", "OK")]
    assert heard(rows, muting(2, 11, mutes_first_recovery=True)) == [(1, "a", "Alert")]


def test_one_downtime_that_mutes_it_mutes_the_first_recovery():
    assert heard({"a": "99911111"}, muting(2, 7), muting(2, 7, mutes_first_recovery=True)) == [(1, "a", "Alert")]


def test_reminders_are_muted():
    options = {"renotify_interval": 2}
    assert [at for at, _, _ in heard({"a": "9999999999"}, options=options)] == [1, 3, 5, 7, 9]
    found = heard({"a": "9999999999"}, muting(2, 6.5, end_types=frozenset()), options=options)
    assert [at for at, _, _ in found] == [1, 7, 9]


def test_a_transition_at_the_end_is_told_once():
    assert heard({"a": "1199999"}, muting(1, 3)) == [(3, "a", "Alert")]
    warning = {"query": QUERY.replace("4", "6"), "options": {"thresholds": {"critical": 6, "warning": 4}}}
    assert heard({"a": "1159999"}, muting(1, 4), **warning) == [(4, "a", "Alert")]


def test_what_is_over_at_the_end_is_told_as_over_alone():
    assert heard({"a": "1191111"}, muting(1, 4)) == [(4, "a", "OK")]


def test_an_end_and_a_reminder_tell_once():
    found = heard({"a": "999999"}, muting(0, 5), options={"renotify_interval": 2})
    assert found == [(5, "a", "Alert")]


@pytest.mark.parametrize("step", [60, 240, 900])
def test_it_is_the_same_however_often_it_is_asked(step: int):
    rows = {"a": "119999119911119", "b": "999111199999999"}
    downtimes = muting(2, 6), muting(4, 9, "host:b"), muting(12, 13)
    assert heard(rows, *downtimes, step=step) == heard(rows, *downtimes)
