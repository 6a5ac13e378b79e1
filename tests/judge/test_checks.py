"""Monitors on service checks, from what checks say to what is told."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.judge import CheckRun, CheckRuns, Checks, Judging, Notice, Status
from dogwatch.measure import Store

START = 1_700_002_800
LETTERS = {"o": 0, "w": 1, "c": 2, "u": 3}


def body(query: str = '"up".over("*").by("host").last(5).count_by_status()', **options: Any) -> dict[str, Any]:
    options = {"new_host_delay": 0, **options}
    return {"type": "service check", "name": "a", "query": query, "message": "", "options": options}


def runs(says: str, *tags: str, check: str = "up") -> list[CheckRun]:
    """A run per minute: `o`, `w`, `c` or `u` for what it says, a point for none."""
    own = frozenset(tags or ("host:a",))
    return [
        CheckRun(check, LETTERS[letter], START + 60 * minute + 30, own)
        for minute, letter in enumerate(says)
        if letter != "."
    ]


def judged(body: dict[str, Any], *every: list[CheckRun]) -> Judging:
    checks = Checks(CheckRuns(run for runs in every for run in runs))
    return Judging(Store(), {1: body}, now=START, kinds=[checks])


def told(notices: list[Notice]) -> list[tuple[int, str]]:
    """After how many minutes, and what."""
    return [((notice.at - START) // 60, notice.status.word) for notice in notices]


def after(minutes: int, body: dict[str, Any], *every: list[CheckRun]) -> list[tuple[int, str]]:
    return told(judged(body, *every).run(START + 60 * minutes))


THREE = {"thresholds": {"critical": 3, "warning": 2, "ok": 2}}


def test_alerts_when_enough_runs_in_a_row_fail_and_recovers_when_enough_do_not() -> None:
    assert after(10, body(**THREE), runs("ooccccooo")) == [(5, "Alert"), (8, "OK")]


def test_a_row_that_is_broken_begins_anew() -> None:
    assert after(12, body(**THREE), runs("ooccoccoccwc")) == []


def test_a_single_good_run_does_not_recover() -> None:
    assert after(12, body(**THREE), runs("oocccococcoo")) == [(5, "Alert"), (12, "OK")]


def test_warnings_have_a_threshold_of_their_own() -> None:
    assert after(10, body(**THREE), runs("oowwwcccoo")) == [(4, "Warn"), (8, "Alert"), (10, "OK")]


def test_thresholds_that_are_not_set_are_one() -> None:
    assert after(6, body(), runs("owco")) == [(2, "Warn"), (3, "Alert"), (4, "OK")]


def test_the_notice_says_how_many_runs_there_were() -> None:
    first = judged(body(**THREE), runs("ooccc")).run(START + 300)[0].transition
    assert (first.value, first.threshold, first.reason) == (3.0, None, "3 in a row are CRITICAL")
    assert first.tags == {"host": "a"}


def test_several_runs_in_a_minute_count_each() -> None:
    quick = [
        CheckRun("up", status, START + 60 + 10 * n, frozenset({"host:a"})) for n, status in enumerate([0, 2, 2, 2])
    ]
    assert after(3, body(**THREE), quick) == [(2, "Alert")]


def test_a_run_at_the_very_second_of_an_evaluation_counts() -> None:
    failed = CheckRun("up", 2, START + 60, frozenset({"host:a"}))
    assert after(1, body(), [failed]) == [(1, "Alert")]


def test_the_last_that_is_decided_in_a_minute_counts() -> None:
    quick = [
        CheckRun("up", status, START + 60 + 10 * n, frozenset({"host:a"})) for n, status in enumerate([2, 2, 2, 0])
    ]
    assert after(3, body(**THREE), quick) == [(2, "Alert")]


def test_each_group_has_its_own_row() -> None:
    query = '"up".over("*").by("host","port").last(5).count_by_status()'
    found = judged(
        body(query, **THREE), runs("occc", "host:a", "port:1"), runs("oooo", "host:a", "port:2"), runs("ccc", "host:a")
    )
    found.run(START + 300)
    assert found.states(1) == {("a", "1"): Status.ALERT, ("a", "2"): Status.OK}


def test_a_star_groups_by_nothing() -> None:
    query = '"up".over("*").by("*").last(5).count_by_status()'
    found = judged(body(query, **THREE), runs("c.c", "host:a"), runs(".c.", "host:b"))
    assert told(found.run(START + 300)) == [(3, "Alert")]


def test_a_run_has_all_tags_of_the_scope_and_none_that_is_excluded() -> None:
    query = '"up".over("env:prod","role:db").exclude("host:c","host:d").by("host").last(2).count_by_status()'
    prod = ("env:prod", "role:db")
    found = judged(
        body(query),
        runs("c", "host:a", *prod),
        runs("c", "host:b", "env:prod"),
        runs("c", "host:c", *prod),
        runs("c", "host:e", *prod, check="down"),
    )
    found.run(START + 60)
    assert found.states(1) == {("a",): Status.ALERT}


def test_unknown_is_told_where_it_has_a_threshold_and_the_monitor_stays_ok() -> None:
    found = judged(body(thresholds={"critical": 1, "unknown": 2}), runs("ouuuo"))
    assert told(found.run(START + 180)) == [(3, "Unknown")]
    assert (found.states(1), found.state(1)) == ({("a",): Status.UNKNOWN}, Status.OK)
    assert told(found.run(START + 300)) == [(5, "OK")]


def test_unknown_without_a_threshold_leaves_the_state() -> None:
    assert after(8, body(**THREE), runs("cccuuuuu")) == [(3, "Alert")]


def test_silence_leaves_the_state_unless_it_is_to_be_told() -> None:
    assert after(60, body(**THREE), runs("occc")) == [(4, "Alert")]


def test_silence_is_told_after_the_time_frame() -> None:
    options = {**THREE, "notify_no_data": True, "no_data_timeframe": 10}
    assert after(20, body(**options), runs("oo")) == [(12, "No Data")]


def test_silence_is_told_after_a_day_unless_said_otherwise() -> None:
    assert after(2 * 24 * 60, body(notify_no_data=True), runs("oo")) == [(24 * 60 + 2, "No Data")]


def test_a_silent_group_is_kept_for_two_days() -> None:
    found = judged(body(), runs("c"))
    found.run(START + 47 * 3600)
    assert found.states(1) == {("a",): Status.ALERT}
    found.run(START + 49 * 3600)
    assert found.states(1) == {}


CLUSTER = '"up".over("*").by("env").last(1).pct_by_status()'


def cluster(says: str, env: str = "prod") -> list[list[CheckRun]]:
    """A run of each member of a cluster in the first minute."""
    return [runs(letter, f"host:{number}", f"env:{env}") for number, letter in enumerate(says)]


@pytest.mark.parametrize(
    ("says", "state"),
    [
        ("cccccccooo", Status.OK),
        ("ccccccccoo", Status.ALERT),
        ("wwwwwwwwoo", Status.WARN),
        ("ccccwwwwoo", Status.OK),
        ("cccccccccu", Status.ALERT),
    ],
)
def test_a_cluster_alerts_above_a_share(says: str, state: Status) -> None:
    found = judged(body(CLUSTER, thresholds={"critical": 70, "warning": 70}), *cluster(says))
    found.run(START + 60)
    assert found.states(1) == {("prod",): state}


def test_groups_of_a_cluster_have_their_own_share() -> None:
    found = judged(body(CLUSTER, thresholds={"critical": 70}), *cluster("ccc"), *cluster("coo", "dev"))
    notices = found.run(START + 60)
    assert found.states(1) == {("dev",): Status.OK, ("prod",): Status.ALERT}
    assert (notices[0].transition.value, notices[0].transition.reason) == (100.0, "100 % are CRITICAL")


def test_of_each_member_the_last_run_counts_until_it_is_silent() -> None:
    options = {"thresholds": {"critical": 50}, "notify_no_data": True, "no_data_timeframe": 5}
    members = [runs("c........", "host:a", "env:prod"), runs("ooooooooo", "host:b", "env:prod")]
    found = judged(body(CLUSTER, **options), *members, runs("c........", "host:c", "env:prod"))
    assert told(found.run(START + 540)) == [(1, "Alert"), (6, "OK")]


def known(body: dict[str, Any], *every: list[CheckRun], minutes: int = 12) -> list[tuple[str, Any]]:
    """What is told, and what `check_message` stands for then."""
    judging = judged(body, *every)
    notices = judging.run(START + 60 * minutes)
    return [(notice.status.word, judging.known(notice).variables.get("check_message")) for notice in notices]


def saying(says: str, *tags: str) -> list[CheckRun]:
    """Runs whose messages are their letter and their number."""
    return [
        run._replace(message=f"{letter}{n}")
        for n, (letter, run) in enumerate(zip(says, runs(says, *tags), strict=True))
    ]


def test_a_notice_knows_what_the_newest_run_said_that_said_so() -> None:
    assert known(body(**THREE), saying("ooccccwooo")) == [("Alert", "c4"), ("OK", "o8")]
    both = {"thresholds": {"critical": 3, "ok": 2, "unknown": 2}}
    assert known(body(**both), saying("oouuucoo")) == [("Unknown", "u3"), ("OK", "o7")]


def test_a_notice_of_a_group_knows_what_was_said_of_that_group() -> None:
    found = known(body(**THREE), saying("occc", "host:a"), runs("occc", "host:b"), minutes=5)
    assert found == [("Alert", "c3"), ("Alert", "")]


def test_missing_data_said_nothing() -> None:
    options = {"notify_no_data": True, "no_data_timeframe": 5}
    assert known(body(**THREE, **options), saying("oo"), minutes=10) == [("No Data", None)]


def test_a_cluster_tells_what_one_of_those_said_that_fail() -> None:
    members = [saying("cc", "host:a", "env:prod"), saying("oo", "host:b", "env:prod")]
    assert known(body(CLUSTER, thresholds={"critical": 40}), *members, minutes=1) == [("Alert", "c0")]


def test_many_instants_come_to_the_same_as_one_each() -> None:
    every = [runs("oocccwwouucoo.....cc" * 3, "host:a"), runs("cccooocc.w.w.w.uuuco" * 3, "host:b")]
    bodies = {1: body(**THREE), 2: body(CLUSTER.replace("env", "*"), thresholds={"critical": 60, "warning": 30})}

    def judging() -> Judging:
        return Judging(Store(), bodies, now=START, kinds=[Checks(CheckRuns(run for runs in every for run in runs))])

    at_once, step = judging(), judging()
    notices = at_once.run(START + 3600)
    assert len(notices) > 10
    assert notices == [notice for minute in range(1, 61) for notice in step.run(START + 60 * minute)]
