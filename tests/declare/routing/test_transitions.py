from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.routing.transitions import possible_statuses, renotified, transitions_of
from dogwatch.message import Transition

T = Transition


def can(type: str = "query alert", **options: Any) -> list[Transition]:
    return transitions_of({"type": type, "options": options})


def test_every_monitor_alerts_and_recovers() -> None:
    assert can() == [T.ALERT, T.RECOVERY]
    assert transitions_of({"type": "query alert"}) == [T.ALERT, T.RECOVERY]


@pytest.mark.parametrize(
    ("type", "options", "warns"),
    [
        ("query alert", {"thresholds": {"warning": 0}}, True),
        ("query alert", {"thresholds": {"warning": None}}, False),
        ("composite", {}, True),
        ("service check", {}, True),
    ],
)
def test_warns_with_a_threshold_or_by_itself(type: str, options: dict[str, Any], warns: bool) -> None:
    assert (T.WARNING in can(type, **options)) == warns
    assert (T.ALERT_TO_WARNING in can(type, **options)) == warns


@pytest.mark.parametrize(
    ("options", "tells"),
    [
        ({"notify_no_data": True}, True),
        ({"notify_no_data": False}, False),
        ({"on_missing_data": "show_and_notify_no_data"}, True),
        ({"on_missing_data": "show_no_data"}, False),
    ],
)
def test_tells_of_no_data_where_the_options_say_so(options: dict[str, Any], tells: bool) -> None:
    assert (T.NO_DATA in can(**options)) == tells


def test_tells_again_what_can_happen() -> None:
    again = {"renotify_interval": 30, "renotify_statuses": ["alert", "warn", "no data"]}
    assert renotified("query alert", again) == [T.RENOTIFY]
    assert renotified("query alert", {**again, "thresholds": {"warning": 1}}) == [T.RENOTIFY, T.WARNING_RENOTIFY]
    assert renotified("query alert", {"renotify_interval": 0}) == []


@pytest.mark.parametrize("statuses", [5, {}, "alert"])
def test_states_that_are_no_list_are_for_the_check_of_bodies_to_name(statuses: object) -> None:
    assert renotified("query alert", {"renotify_interval": 30, "renotify_statuses": statuses}) == [T.RENOTIFY]


def test_alerts_and_missing_data_are_told_again_unless_something_else_is_said() -> None:
    options = {"renotify_interval": 30, "notify_no_data": True, "thresholds": {"warning": 1}}
    assert renotified("query alert", options) == [T.RENOTIFY, T.NO_DATA_RENOTIFY]
    assert possible_statuses("query alert", options) == ["alert", "warn", "no data"]


def test_tells_that_a_check_does_not_know_where_it_has_a_threshold_for_it() -> None:
    unknown = {"thresholds": {"critical": 3, "unknown": 2}}
    assert {T.UNKNOWN, T.UNKNOWN_RECOVERY} <= set(can("service check", **unknown))
    assert T.UNKNOWN not in can("service check", thresholds={"critical": 3})
    assert T.UNKNOWN not in can("query alert", **unknown)
