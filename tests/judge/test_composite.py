"""Composites, with the tables of Datadog's page on them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dogwatch.judge import Judging, Status
from dogwatch.measure import Store

START = 1_700_002_800
VALUES = {"Alert": 9.0, "Warn": 5.0, "OK": 1.0}


def load(host: str | None = None, key: str = "host", name: str = "load", **options: Any) -> dict[str, Any]:
    """A monitor on one metric that alerts above 8 and warns above 4."""
    by = f" by {{{key}}}" if host is None else ""
    scope = "*" if host is None else f"host:{host}"
    query = f"avg(last_1m):avg:{name}{{{scope}}}{by} > 8"
    return {
        "type": "query alert",
        "name": "a",
        "query": query,
        "message": "",
        "options": {
            "thresholds": {"critical": 8, "warning": 4},
            "on_missing_data": "show_no_data",
            "new_host_delay": 0,
            **options,
        },
    }


def composite(query: str, **options: Any) -> dict[str, Any]:
    return {"type": "composite", "name": "c", "query": query, "message": "", "options": options}


def put(store: Store, host: str, minute: int, state: str, name: str = "load", *tags: str) -> None:
    """A value that makes a monitor say so at the end of a minute; none for No Data."""
    if state in VALUES:
        store.add(store.series(name, [f"host:{host}", *tags]), START + 60 * minute + 30, VALUES[state])


TABLE = [
    ("Alert", "Warn", "1 && 2", None, "Warn", True),
    ("Alert", "Warn", "1 || 2", None, "Alert", True),
    ("Alert", "OK", "1 && 2", None, "OK", False),
    ("Alert", "OK", "1 || 2", None, "Alert", True),
    ("Warn", "OK", "1 && 2", None, "OK", False),
    ("Warn", "OK", "1 || 2", None, "Warn", True),
    ("No Data", "Warn", "1 && 2", True, "No Data", True),
    ("No Data", "Warn", "1 || 2", True, "Warn", True),
    ("No Data", "Warn", "1 && 2", False, "last known", False),
    ("No Data", "Warn", "1 || 2", False, "Warn", True),
    ("No Data", "OK", "1 && 2", False, "OK", False),
    ("No Data", "OK", "1 || 2", False, "last known", False),
    ("No Data", "OK", "1 && 2", True, "OK", False),
    ("No Data", "OK", "1 || 2", True, "No Data", True),
    ("No Data", "No Data", "1 && 2", True, "No Data", True),
    ("No Data", "No Data", "1 || 2", True, "No Data", True),
]


@pytest.mark.parametrize(("first", "second", "query", "notifies", "result", "is_told"), TABLE)
def test_two_states_make_one(
    first: str, second: str, query: str, notifies: bool | None, result: str, is_told: bool
) -> None:
    """Both are OK for a minute, then as the table says."""
    store = Store()
    for host, state in (("a", first), ("b", second)):
        put(store, host, 0, "OK")
        put(store, host, 1, state)
    options = {} if notifies is None else {"notify_no_data": notifies}
    bodies = {1: load("a"), 2: load("b"), 3: composite(query, **options)}
    judging = Judging(store, bodies, now=START)
    judging.run(START + 60)
    assert judging.state(3) is Status.OK
    notices = [notice for notice in judging.run(START + 120) if notice.monitor == 3]
    assert judging.state(3).word == ("OK" if result == "last known" else result)
    assert bool(notices) is is_told


@pytest.mark.parametrize(
    ("state", "inverted"), [("Alert", "OK"), ("Warn", "OK"), ("OK", "Alert"), ("No Data", "No Data")]
)
def test_a_state_is_inverted(state: str, inverted: str) -> None:
    store = Store()
    put(store, "a", 0, "Alert")
    put(store, "a", 1, state)
    judging = Judging(store, {1: load("a"), 3: composite("!1", notify_no_data=True)}, now=START)
    judging.run(START + 120)
    assert judging.state(3).word == inverted


def test_conditions_are_nested() -> None:
    store = Store()
    for host, state in (("a", "Alert"), ("b", "OK"), ("c", "Warn")):
        put(store, host, 0, state)
    monitors = {1: load("a"), 2: load("b"), 3: load("c"), 4: composite("(1 || 2) && 3"), 5: composite("!(1 && 3) || 2")}
    judging = Judging(store, monitors, now=START)
    judging.run(START + 60)
    assert (judging.state(4), judging.state(5)) == (Status.WARN, Status.OK)


def test_only_groups_that_both_report_are_looked_at() -> None:
    store = Store()
    for number in range(1, 6):
        put(store, f"web0{number}", 0, "Alert", "a")
    for number in range(4, 10):
        put(store, f"web0{number}", 0, "Alert" if number == 4 else "OK", "b")
    judging = Judging(store, {1: load(name="a"), 2: load(name="b"), 3: composite("1 && 2")}, now=START)
    notices = judging.run(START + 60)
    assert judging.states(3) == {("web04",): Status.ALERT, ("web05",): Status.OK}
    assert [notice.transition.tags for notice in notices if notice.monitor == 3] == [{"host": "web04"}]


def test_groups_are_found_by_their_values_whatever_their_keys_are() -> None:
    store = Store()
    put(store, "web04", 0, "Alert", "a")
    put(store, "web05", 0, "Alert", "a")
    put(store, "x", 0, "Alert", "c", "service:web04")
    judging = Judging(store, {1: load(name="a"), 2: load(name="c", key="service"), 3: composite("1 && 2")}, now=START)
    judging.run(START + 60)
    assert judging.states(3) == {("web04",): Status.ALERT}


def test_a_finer_grouping_contains_a_coarser_one() -> None:
    store = Store()
    put(store, "web01", 0, "Alert", "a", "device:sda")
    put(store, "web01", 0, "OK", "a", "device:sdb")
    put(store, "web02", 0, "Alert", "a", "device:sda")
    put(store, "web01", 0, "Warn", "b")
    monitors = {1: load(name="b"), 2: load(name="a", key="device,host"), 3: composite("1 && 2")}
    judging = Judging(store, monitors, now=START)
    judging.run(START + 60)
    assert judging.states(3) == {("sda", "web01"): Status.WARN, ("sdb", "web01"): Status.OK}


def test_groupings_that_are_too_different_have_no_result() -> None:
    store = Store()
    put(store, "web01", 0, "Alert", "a", "device:sda")
    put(store, "web01", 0, "Alert", "b", "url:/")
    monitors = {1: load(name="a", key="device,host"), 2: load(name="b", key="host,url"), 3: composite("1 && 2")}
    judging = Judging(store, monitors, now=START)
    assert [notice.monitor for notice in judging.run(START + 60)] == [1, 2]
    assert judging.states(3) == {}


def test_a_value_that_is_there_once_matches_once() -> None:
    store = Store()
    put(store, "b", 0, "Alert", "a", "device:a")
    put(store, "a", 0, "Alert", "b", "url:a")
    monitors = {1: load(name="a", key="device,host"), 2: load(name="b", key="url,host"), 3: composite("1 && 2")}
    judging = Judging(store, monitors, now=START)
    judging.run(START + 60)
    assert judging.states(3) == {}


def test_of_several_groups_that_match_the_most_severe_counts() -> None:
    store = Store()
    put(store, "q", 0, "Alert", "a", "device:p")
    put(store, "p", 0, "OK", "b")
    put(store, "q", 0, "Warn", "b")
    monitors = {1: load(name="a", key="device,host"), 2: load(name="b"), 3: composite("1 && 2")}
    judging = Judging(store, monitors, now=START)
    judging.run(START + 60)
    assert judging.states(3) == {("p", "q"): Status.WARN}


def test_a_group_has_no_result_before_both_report_it() -> None:
    store = Store()
    for minute in range(10):
        put(store, "web01", minute, "Alert", "a")
        if minute >= 5:
            put(store, "web01", minute, "OK", "b")
    judging = Judging(store, {1: load(name="a"), 2: load(name="b"), 3: composite("1 || 2")}, now=START)
    assert [(notice.at - START) // 60 for notice in judging.run(START + 600) if notice.monitor == 3] == [6]


def test_a_simple_alert_counts_for_each_group() -> None:
    store = Store()
    put(store, "a", 0, "Alert")
    put(store, "b", 0, "OK")
    put(store, "x", 0, "Alert", "other")
    simple = load("x", name="other")
    judging = Judging(store, {1: load(), 2: simple, 3: composite("1 && 2")}, now=START)
    judging.run(START + 60)
    assert judging.states(3) == {("a",): Status.ALERT, ("b",): Status.OK}


def test_it_may_be_added_before_the_monitors_that_it_is_made_of() -> None:
    store = Store()
    put(store, "a", 0, "Alert")
    judging = Judging(store, {3: composite("1 && 2")}, now=START)
    judging.run(START)
    assert judging.refused[3].rule == "composite-of-unjudged"
    judging.put(1, load())
    judging.put(2, load())
    judging.run(START + 60)
    assert judging.refused == {}
    assert judging.states(3) == {("a",): Status.ALERT}


def test_a_monitor_that_is_refused_makes_no_composite() -> None:
    bad = {**load(), "type": "rum alert", "query": 'rum("*").rollup("count").last("5m") > 1'}
    judging = Judging(Store(), {1: bad, 2: load(), 3: composite("1 && 2")}, now=START)
    judging.run(START + 60)
    assert set(judging.refused) == {1, 3}
    assert set(judging.monitors) == {2}


def test_a_reference_is_no_id() -> None:
    judging = Judging(Store(), {3: composite("${monitor:shop/a} && 2")}, now=START)
    assert judging.refused[3].rule == "composite-of-references"


def test_many_instants_come_to_the_same_as_one_each() -> None:
    store = Store()
    chance = np.random.default_rng(7)
    for minute in range(60):
        for host in "ab":
            put(store, host, minute, str(chance.choice(["Alert", "Warn", "OK", "No Data"])))
    bodies = {1: load("a"), 2: load("b"), 3: composite("1 && !2"), 4: composite("1 || 2", notify_no_data=True)}
    at_once, step = Judging(store, bodies, now=START), Judging(store, bodies, now=START)
    notices = at_once.run(START + 3600)
    assert notices
    assert notices == [notice for minute in range(1, 61) for notice in step.run(START + 60 * minute)]
