"""The fast judging against a slow one that was written from the pages alone (`plain`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.judge import Judging, Notice, Status
from dogwatch.measure import Store

from . import plain
from .bodies import START, body
from .plain import Case, Group

GROUPS: list[Group] = [("a", "h1"), ("a", "h2"), ("b", "h3")]
NAMES = {"gone": Status.ABSENT, "OK": Status.OK, "No Data": Status.NO_DATA, "Warn": Status.WARN, "Alert": Status.ALERT}


@st.composite
def points(draw: st.DrawFn, minutes: int) -> dict[int, float]:
    """Stretches of values and of silence."""
    found: dict[int, float] = {}
    minute = draw(st.integers(0, 20))
    while minute < minutes:
        length, value = draw(st.sampled_from([1, 2, 3, 7, 30])), draw(st.integers(0, 10))
        for at in range(minute, min(minute + length, minutes)):
            found[at] = float(value)
        minute += length + draw(st.sampled_from([0, 0, 0, 1, 3, 5, 9, 70, 130]))
    return found


def thresholds(draw: st.DrawFn, comparator: str) -> dict[str, float]:
    """Critical and perhaps warning, and recovery thresholds on the harmless side."""
    found = {"critical": float(draw(st.integers(2, 8)))}
    down = -1 if comparator in (">", ">=") else 1
    if comparator in ("==", "!="):
        return found
    if draw(st.booleans()):
        found["warning"] = found["critical"] + down * draw(st.integers(1, 3))
        if draw(st.booleans()):
            found["warning_recovery"] = found["warning"] + down * draw(st.integers(1, 3))
    if draw(st.booleans()):
        found["critical_recovery"] = found["critical"] + down * draw(st.integers(1, 4))
    return found


@st.composite
def options(draw: st.DrawFn, *, is_grouped: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def maybe(name: str, *values: Any) -> None:
        value = draw(st.sampled_from([None, *values]))
        if value is not None:
            found[name] = value

    maybe("on_missing_data", "default", "show_no_data", "show_and_notify_no_data", "resolve")
    if "on_missing_data" not in found and draw(st.booleans()):
        found["notify_no_data"] = True
        maybe("no_data_timeframe", 2, 10, 40)
    maybe("timeout_h", 1, 2)
    maybe("require_full_window", True)
    maybe("evaluation_delay", 60, 120)
    maybe("renotify_interval", 5, 10, 60)
    if "renotify_interval" in found:
        maybe("renotify_occurrences", 1, 3)
        maybe("renotify_statuses", ["alert"], ["warn", "no data"], ["alert", "warn", "no data"])
    if is_grouped:
        found["new_group_delay"] = draw(st.sampled_from([60, 60, 300]))
        maybe("group_retention_duration", "60m", "2h")
        maybe("notify_by", ["*"], ["zone"], ["zone", "host"])
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    minutes = draw(st.sampled_from([20, 100, 300]))
    comparator = draw(st.sampled_from([">", ">=", "<", "<=", "==", "!="]))
    is_grouped = draw(st.booleans())
    groups = draw(st.lists(st.sampled_from(GROUPS), unique=True, min_size=1)) if is_grouped else [()]
    return Case(
        {group: draw(points(minutes)) for group in groups},
        minutes,
        draw(st.sampled_from(["avg", "sum", "min", "max"])),
        draw(st.sampled_from([1, 2, 5, 10])),
        comparator,
        thresholds(draw, comparator),
        ("zone", "host") if is_grouped else (),
        draw(options(is_grouped=is_grouped)),
    )


def stored(case: Case) -> Store:
    store = Store()
    added = []
    for group, values in case.points.items():
        series = store.series("x", [f"{key}:{value}" for key, value in zip(case.keys, group, strict=True)])
        added += [(START + 60 * minute, series, value) for minute, value in values.items()]
    for time, series, value in sorted(added):
        assert store.add(series, time, value).all()
    return store


def judging(case: Case) -> Judging:
    by = f" by {{{','.join(case.keys)}}}" if case.keys else ""
    critical = case.thresholds["critical"]
    query = f"{case.aggregator}(last_{case.window}m):avg:x{{*}}{by}.fill(null) {case.comparator} {critical}"
    return Judging(stored(case), {1: body(query, thresholds=case.thresholds, **case.options)}, now=START)


def told(notices: Sequence[Notice]) -> list[plain.Told]:
    return [
        ((notice.at - START) // 60, notice.transition.group, notice.status.word, notice.renotification)
        for notice in notices
    ]


def check(case: Case, steps: list[int]) -> None:
    """However many minutes are judged at once, states and notices are the same."""
    states, expected = plain.play(case)
    judge = judging(case)
    assert not judge.refused
    found: list[Notice] = []
    minute = 0
    for step in [*steps, case.minutes]:
        minute = min(minute + step, case.minutes)
        found += judge.run(START + 60 * minute)
        judge.restore(judge.saved())
    assert told(found) == sorted(expected, key=lambda each: (each[0], each[1]))
    groups, came = judge.history(1).states_at(START + 60 * np.arange(1, case.minutes + 1))
    for group, row in zip(groups, came.tolist(), strict=True):
        assert [Status(each) for each in row] == [NAMES[each] for each in states[group]], group


@pytest.mark.nightly
def test_states_and_notices(request: pytest.FixtureRequest) -> None:
    number = 5000 if "nightly" in request.config.getoption("markexpr") else 150
    steps = st.lists(st.sampled_from([1, 1, 2, 7, 60]), max_size=12)
    settings(
        max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False
    )(given(case=cases(), steps=steps)(check))()
