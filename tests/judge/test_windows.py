from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from dogwatch.judge import Judging, Monitor, Options
from dogwatch.judge.cadence import cadence, due
from dogwatch.judge.windows import began, windows
from dogwatch.measure import Store
from dogwatch.query import Current, Last, read_window

from .bodies import START, body

HOUR, DAY = 3600, 86400


def monitor(window: str, **options: Any) -> Monitor:
    judging = Judging(Store(), {1: body(f"avg({window}):avg:x{{*}} > 1", **options)}, now=START)
    return judging.monitors[1]


@pytest.mark.parametrize(
    ("window", "minutes"),
    [
        ("last_5m", 1),
        ("last_23h", 1),
        ("last_24h", 10),
        ("last_1d", 10),
        ("last_47h", 10),
        ("last_48h", 30),
        ("last_1mo", 30),
        ("current_1h", 1),
        ("current_1d", 10),
        ("current_1mo", 30),
    ],
)
def test_a_longer_window_is_evaluated_less_often(window: str, minutes: int) -> None:
    """monitors/configuration, evaluation frequency: the table"""
    assert cadence(read_window(window).seconds) == 60 * minutes


def test_what_is_due_lies_after_the_last_instant() -> None:
    assert due(monitor("last_5m"), START, START + 180).tolist() == [START + 60, START + 120, START + 180]
    assert due(monitor("last_5m"), START, START + 59).tolist() == []
    assert due(monitor("last_1d"), START + 1, START + 1200).tolist() == [START + 600, START + 1200]


def test_windows_slide_and_are_delayed() -> None:
    (found,) = windows(monitor("last_5m", evaluation_delay=30), Last(5, "m"), np.array([START, START + 60]))

    assert [found.window(place) for place in range(found.number)] == [
        (START - 330, START - 30),
        (START - 270, START + 30),
    ]


@pytest.mark.parametrize(
    ("window", "evaluation", "end", "begin"),
    [
        ("1h", {}, "2024-05-10 06:10", "2024-05-10 06:00"),
        ("1h", {"hour_starts": 30}, "2024-05-10 06:10", "2024-05-10 05:30"),
        ("1h", {"hour_starts": 30}, "2024-05-10 06:31", "2024-05-10 06:30"),
        ("1h", {}, "2024-05-10 06:00", "2024-05-10 05:00"),
        ("1d", {}, "2024-05-10 06:10", "2024-05-10 00:00"),
        ("1d", {"day_starts": "14:00"}, "2024-05-10 06:10", "2024-05-09 14:00"),
        ("1d", {"day_starts": "14:00"}, "2024-05-10 14:00", "2024-05-09 14:00"),
        ("1mo", {}, "2024-05-10 06:10", "2024-05-01 00:00"),
        ("1mo", {}, "2024-05-01 00:00", "2024-04-01 00:00"),
        ("1mo", {"day_starts": "04:00", "month_starts": 1}, "2024-05-01 03:00", "2024-04-01 04:00"),
        ("1mo", {"day_starts": "04:00", "month_starts": 31}, "2024-05-10 03:00", "2024-04-30 04:00"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles"])
def test_a_cumulative_window_begins_where_the_options_say(
    window: str, evaluation: dict[str, Any], end: str, begin: str, zone: str
) -> None:
    """monitors/configuration, cumulative time windows"""

    def second(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())

    found = began(Current(window), {**evaluation, "timezone": zone}, second(end))  # type: ignore[arg-type]

    assert found == second(begin)


def test_a_cumulative_window_grows_and_begins_anew() -> None:
    store = Store()
    series = store.series("x")
    for minute in range(180):
        store.add(series, START + 60 * minute, 1)
    judging = Judging(store, {1: body("sum(current_1h):sum:x{*} > 100")}, now=START)
    judging.run(START + 2 * HOUR)
    verdicts, _ = judging.history(1).batches[-1]

    sums = dict(zip(((verdicts.instants - START) // 60).tolist(), verdicts.values[0].tolist(), strict=True))
    assert [sums[minute] for minute in (1, 30, 60, 61, 120)] == [1, 30, 60, 1, 60]


def test_options_have_their_defaults() -> None:
    options = Options.of({})

    assert (options.missing, options.timeframe, options.resolves_after, options.renotify) == (
        "ignore",
        None,
        None,
        None,
    )
    assert (options.new_group_delay, options.new_host_delay, options.evaluation_delay) == (0, 300, 0)
    assert Options.of({"new_group_delay": 60}).new_host_delay == 0
    assert Options.of({"timeout_h": 0, "renotify_interval": 0, "notify_by": []}) == options
