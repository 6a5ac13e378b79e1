from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.box import Box
from dogwatch.draw.figures.drawn import drawn
from dogwatch.draw.figures.manage_status import manage_status
from dogwatch.draw.states import GroupState, MonitorState
from tests.draw.samples import NOW, data, store, view

MONITORS = [
    MonitorState(1, "well", "OK"),
    MonitorState(
        2,
        "slow",
        "Alert",
        NOW - 300,
        groups=(GroupState("host:c", "OK"), GroupState("host:b", "Warn"), GroupState("host:a", "Alert")),
    ),
    MonitorState(3, "silent", "No Data", groups=(GroupState("*", "No Data"),)),
    MonitorState(4, "busy", "Warn"),
    MonitorState(5, "also well", "OK"),
]


def figure(**fields: Any) -> Any:
    judged = replace(data(store()), monitors=lambda search: MONITORS)
    return manage_status({"type": "manage_status", "query": "", **fields}, judged, view())


def names(**fields: Any) -> list[str]:
    return [row.name for row in figure(**fields).rows]


def test_lists_the_most_severe_first_and_those_of_a_state_by_name() -> None:
    assert names() == ["slow", "busy", "silent", "also well", "well"]
    assert names(sort="status,desc") == ["also well", "well", "silent", "busy", "slow"]
    assert names(sort="name,asc") == ["also well", "busy", "silent", "slow", "well"]


def test_counts_the_monitors_of_each_state() -> None:
    assert figure().counts == (("Alert", 1), ("Warn", 1), ("No Data", 1), ("OK", 2))


def test_states_of_no_monitor_are_counted_only_where_zeros_are_shown() -> None:
    judged = replace(data(store()), monitors=lambda search: MONITORS[:1])
    widget = {"type": "manage_status", "hide_zero_counts": False}
    assert manage_status(widget, judged, view()).counts == (("Alert", 0), ("Warn", 0), ("No Data", 0), ("OK", 1))


@pytest.mark.parametrize(
    ("format", "has_counts", "has_list"),
    [("counts", True, False), ("list", False, True), ("countsAndList", True, True)],
)
def test_shows_counts_or_a_list_or_both(format: str, has_counts: bool, has_list: bool) -> None:
    shown = figure(display_format=format)
    assert (bool(shown.counts), bool(shown.rows)) == (has_counts, has_list)


def test_names_the_groups_that_are_in_trouble_and_not_the_only_one() -> None:
    slow, _, silent, *_ = figure().rows
    assert [group.name for group in slow.groups] == ["host:a", "host:b"]
    assert silent.groups == ()


def test_groups_are_counted_and_listed_by_themselves_where_they_are_asked_for() -> None:
    shown = figure(summary_type="groups")
    assert [row.name for row in shown.rows][:2] == ["slow on host:a", "busy"]
    assert shown.counts == (("Alert", 1), ("Warn", 2), ("No Data", 1), ("OK", 3))
    assert not any(row.groups for row in shown.rows)


def test_says_how_many_are_left_out() -> None:
    shown = figure(count=2)
    assert (len(shown.rows), shown.left_out) == (2, 3)


def test_the_search_has_the_values_that_are_chosen() -> None:
    asked: list[str] = []

    def monitors(search: str) -> Iterable[MonitorState]:
        asked.append(search)
        return []

    widget = {"type": "manage_status", "query": "tag:(feature:a) $env"}
    for given in ({}, {"env": ["dev", "prod"]}, {"env": ["*"]}):
        manage_status(widget, replace(data(store()), monitors=monitors), view(given=given))
    assert asked == ["tag:(feature:a) env:prod", "tag:(feature:a) (env:dev OR env:prod)", "tag:(feature:a) "]


def test_without_anybody_who_judges_it_says_where_monitors_are_judged() -> None:
    box = drawn({"type": "manage_status", "query": ""}, data(store()), view())
    assert isinstance(box, Box)
    assert box.reasons == ("Monitors have no state here: monitors are judged in a running dogwatch up.",)
