from collections.abc import Mapping

import numpy as np
import pytest

from dogwatch.judge.slo.account import Account
from dogwatch.judge.slo.objective import read_objective
from dogwatch.judge.slo.uptime import Course
from dogwatch.measure import Store

DAY = 86400
NOW = 100 * DAY


def course(*changes: tuple[int, bool]) -> Course:
    return Course(
        np.array([at for at, _ in changes], dtype=np.int64), np.array([down for _, down in changes], dtype=bool)
    )


def account(courses: Mapping[str, Course]) -> Account:
    body = {
        "type": "monitor",
        "monitor_ids": [1, 2, 3],
        "thresholds": [{"timeframe": "7d", "target": 75, "warning": 80}],
    }
    return Account(Store(), read_objective(body), members=lambda monitors: courses)


def test_all_is_down_when_any_monitor_is():
    """The documented table of ten columns: 90, 90 and 80 percent make 70."""
    rows = {"1": "uuuudUuuuu", "2": "uuuuuuuuud", "3": "uudUdUuuuu"}
    courses = {
        name: course(*((NOW + at * 60, letter == "d") for at, letter in enumerate(row) if letter in "dU"))
        for name, row in rows.items()
    }
    found = account(courses).measured(NOW, NOW + 600)
    good, total = found.groups.between(NOW, NOW + 600)
    assert (100 * good / total)[:, 0].tolist() == [90, 90, 80]
    good, total = found.overall.between(NOW, NOW + 600)
    assert (100 * good / total).tolist() == [[pytest.approx(70)]]
    assert found.groups.groups == (("1",), ("2",), ("3",))


def test_what_went_down_before_the_window_is_down_in_it():
    found = account({"1": course((NOW - 30 * DAY, True), (NOW - DAY, False))}).standing("7d", NOW)
    assert (found.good, found.total, found.state) == (DAY, 7 * DAY, "breached")


def test_a_monitor_is_up_before_its_first_state_and_stays_down_after_its_last():
    assert account({"1": course()}).standing("7d", NOW).sli == 100
    found = account({"1": course((NOW - DAY, True))}).standing("7d", NOW)
    assert found.sli == pytest.approx(100 * 6 / 7)


def test_an_slo_of_monitors_needs_their_courses():
    body = {"type": "monitor", "monitor_ids": [1], "thresholds": [{"timeframe": "7d", "target": 75}]}
    with pytest.raises(ValueError, match="pass `members`"):
        Account(Store(), read_objective(body))
