from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.monitor.fields import OPTIONS, THRESHOLDS, TOP, TYPES, problems
from tests.bodies import declared


def sentences(body: dict[str, Any]) -> list[str]:
    return [f"{problem.path}: {problem.seen}; {problem.remedy}" for problem in problems(body)]


def test_finds_nothing_wrong_in_a_right_body() -> None:
    options = {"thresholds": {"critical": 1, "warning": 0.5}, "renotify_interval": 60, "notify_by": ["host"]}
    assert problems(declared(priority=1, options=options)) == []


def test_null_stands_for_the_default_everywhere() -> None:
    nulls = {"thresholds": dict.fromkeys(THRESHOLDS), **dict.fromkeys(OPTIONS)}
    assert problems(declared(**dict.fromkeys(TOP), options=nulls)) == []
    assert problems(declared(options=None)) == []
    assert problems(declared(options={"thresholds": None})) == []


def test_what_datadog_treats_as_the_default_may_be_written() -> None:
    assert problems(declared(priority=0, options={"renotify_interval": "0", "timeout_h": 0, "variables": []})) == []


@pytest.mark.parametrize("name", ["name", "type", "query"])
def test_misses_what_every_monitor_has(name: str) -> None:
    body = declared()
    del body[name]
    assert sentences(body) == [f"{name}: is missing; declare its {name}"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": 5}, "name: 5; write a text"),
        ({"message": ["a"]}, "message: ['a']; write a text"),
        ({"priority": 6}, "priority: 6; write a whole number of at least 1 and at most 5"),
        ({"priority": 1.5}, "priority: 1.5; write a whole number of at least 1 and at most 5"),
        ({"priority": False}, "priority: False; write a whole number of at least 1 and at most 5"),
        ({"options": "none"}, "options: 'none'; write an object"),
        ({"options": []}, "options: []; write an object"),
        ({"options": {"thresholds": []}}, "options.thresholds: []; write an object"),
        ({"options": {"thresholds": {"critical": "5"}}}, "options.thresholds.critical: '5'; write a number"),
        ({"options": {"thresholds": {"warning": True}}}, "options.thresholds.warning: True; write a number"),
        ({"options": {"include_tags": "yes"}}, "options.include_tags: 'yes'; write true or false"),
        ({"options": {"notify_audit": 0}}, "options.notify_audit: 0; write true or false"),
        ({"options": {"timeout_h": 25}}, "options.timeout_h: 25; write a whole number of at least 0 and at most 24"),
        (
            {"options": {"timeout_h": False}},
            "options.timeout_h: False; write a whole number of at least 0 and at most 24",
        ),
        ({"options": {"new_group_delay": -1}}, "options.new_group_delay: -1; write a whole number of at least 0"),
        (
            {"options": {"renotify_interval": "60"}},
            "options.renotify_interval: '60'; write a whole number of at least 0",
        ),
        ({"options": {"notify_by": "host"}}, "options.notify_by: 'host'; write a list"),
        ({"options": {"scheduling_options": 1}}, "options.scheduling_options: 1; write an object"),
    ],
)
def test_says_what_has_the_wrong_type(changes: dict[str, Any], said: str) -> None:
    assert sentences(declared(**changes)) == [said]


def test_says_which_words_there_are() -> None:
    [problem] = problems(declared(options={"on_missing_data": "ignore"}))
    assert problem.remedy == "write one of 'default', 'show_no_data', 'show_and_notify_no_data', 'resolve'"
    [problem] = problems(declared(type="synthetics alert"))
    assert problem.path == "type"
    assert problem.remedy.endswith(repr(TYPES[-1]))


@pytest.mark.parametrize("changes", [{"id": 1}, {"overall_state": "OK"}, {"created": "2026-01-01"}])
def test_what_datadog_sets_cannot_be_declared(changes: dict[str, Any]) -> None:
    [name] = changes
    assert sentences(declared(**changes)) == [f"{name}: is set by Datadog and cannot be declared; leave {name!r} out"]


def test_a_mute_cannot_be_declared() -> None:
    assert [problem.path for problem in problems(declared(options={"silenced": {"*": None}}))] == ["options.silenced"]


def test_what_nobody_knows_yet_may_be_declared() -> None:
    body = declared(restricted_roles=["a"], draft_status="draft", options={"avalanche_window": 20, "brand_new": "x"})
    assert problems(body) == []


def test_tells_everything_at_once() -> None:
    body = declared(name=1, priority=9, id=3, options={"timeout_h": -1, "silenced": {}, "thresholds": {"ok": "1"}})
    assert {problem.path for problem in problems(body)} == {
        "name",
        "priority",
        "id",
        "options.timeout_h",
        "options.silenced",
        "options.thresholds.ok",
    }


@pytest.mark.parametrize("statuses", [["alrt"], ["Alert"], "alert", {"alert": True}])
def test_reminders_are_of_states_that_datadog_knows(statuses: object) -> None:
    (problem,) = problems(declared(options={"renotify_interval": 10, "renotify_statuses": statuses}))
    assert (problem.path, problem.remedy) == (
        "options.renotify_statuses",
        "write a list of 'alert', 'warn', 'no data'",
    )


def test_reminders_may_be_of_each_state_and_of_those_by_default() -> None:
    for statuses in (["alert", "warn", "no data"], [], None):
        assert not problems(declared(options={"renotify_interval": 10, "renotify_statuses": statuses}))
