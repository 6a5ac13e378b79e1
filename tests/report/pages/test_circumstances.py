from __future__ import annotations

from typing import Any

import pytest

from dogwatch.report.pages.circumstances import circumstances

from .books import monitor

RATIO = "sum(last_10m):sum:a{*} by {version}.as_count() / sum:b{*} by {version}.as_count() > 0.05"


def of(query: str = "avg(last_5m):avg:a.b{*} > 5", type: str = "query alert", **options: Any) -> list[str]:
    """What is said beside the window and the limit."""
    body = monitor(query, options=options).body | {"type": type}
    return [line for line in circumstances(body) if not line.startswith(("**Limit**", "**Window**"))]


def said(word: str, query: str = "avg(last_5m):avg:a.b{*} > 5", **options: Any) -> list[str]:
    body = monitor(query, options=options).body
    return [line for line in circumstances(body) if line.startswith(f"**{word}**")]


def test_says_the_limits_with_their_sign() -> None:
    thresholds = {"critical": 5, "warning": 3, "critical_recovery": 4.5, "warning_recovery": 2.5}
    assert said("Limit", thresholds=thresholds) == [
        r"**Limit** alerts at \> 5, warns at \> 3, the alert ends at 4.5, the warning ends at 2.5"
    ]
    assert said("Limit") == []


@pytest.mark.parametrize(
    ("query", "window"),
    [
        ("avg(last_5m):avg:a.b{*} > 5", "the last 5m"),
        ("sum(current_1d):sum:a.b{*} > 5", "the current 1d"),
        ("pct_change(avg(last_1h),last_1w):avg:a.b{*} > 5", "the last 1h"),
        ('burn_rate("x").over("30d").long_window("1h").short_window("5m") > 3', "the last 1h and the last 5m"),
    ],
)
def test_says_the_window(query: str, window: str) -> None:
    assert said("Window", query) == [f"**Window** {window}"]


def test_says_how_the_window_is_judged() -> None:
    assert said("Window", evaluation_delay=60, require_full_window=True) == [
        "**Window** the last 5m, evaluated 60 s late, so that slow data is in, only once it is full of data"
    ]
    assert said("Window", threshold_windows={"trigger_window": "last_15m"}) == [
        "**Window** the last 5m, judged is last 15m"
    ]


def test_says_the_groups_once() -> None:
    assert said("Alerts", RATIO) == ["**Alerts** for each `version` by itself"]
    assert said("Alerts", RATIO, notify_by=["env"], new_group_delay=60) == [
        "**Alerts** for each `version` by itself, told together by `env`; a new one is left alone for 60 s"
    ]


@pytest.mark.parametrize(
    ("options", "means"),
    [
        ({}, "leaves the state as it is"),
        ({"on_missing_data": "default"}, "leaves the state as it is"),
        ({"on_missing_data": "show_no_data"}, "shows No Data and tells nobody"),
        ({"on_missing_data": "show_and_notify_no_data"}, "shows No Data and tells"),
        ({"on_missing_data": "resolve"}, "ends the alert"),
        ({"notify_no_data": True, "no_data_timeframe": 30}, "for 30 minutes is told"),
        ({"notify_no_data": True}, "is told"),
        ({"timeout_h": 2}, "leaves the state as it is; an alert without data ends after 2 h"),
    ],
)
def test_says_what_no_data_means(options: dict[str, Any], means: str) -> None:
    assert of(**options) == [f"**No data** {means}"]


def test_no_data_of_a_count_is_zero() -> None:
    assert "**No data** counts as zero" in of(RATIO, on_missing_data="default")


def test_a_monitor_of_an_slo_has_no_say_in_missing_data() -> None:
    assert of(type="slo alert") == []


def test_says_how_often_it_repeats() -> None:
    assert said("Said again", renotify_interval=30, renotify_occurrences=4, renotify_statuses=["alert"]) == [
        "**Said again** every 30m, 4 times at most, while it is in alert"
    ]
    assert said("Said again", renotify_interval=60) == ["**Said again** every 1h, while it is in alert, no data"]


def test_names_an_option_that_it_has_no_words_for() -> None:
    assert said("Option", locked=True, include_tags=True) == ["**Option** `locked`: `true`"]
