from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.manage_status import manage_status
from dogwatch.draw.paint.manage_status import paint
from dogwatch.draw.paint.when import ago
from dogwatch.draw.states import GroupState, MonitorState
from tests.draw.samples import NOW, data, store, view

SLOW = MonitorState(1, "slow <b>", "Alert", NOW - 300, 2, groups=(GroupState("host:a", "Warn", NOW - 60, True),))


def painted(*monitors: MonitorState, **fields: Any) -> str:
    judged = replace(data(store()), monitors=lambda search: monitors)
    return paint(manage_status({"type": "manage_status", **fields}, judged, view()))


def test_a_monitor_has_its_state_its_name_and_for_how_long() -> None:
    text = painted(SLOW)
    assert '<span class="state error">Alert</span>' in text
    assert "slow &lt;b&gt;" in text
    assert 'title="since 2027-01-15 07:55:00 UTC">5 min' in text


def test_a_group_in_trouble_stands_below_its_monitor_and_says_that_it_is_muted() -> None:
    text = painted(SLOW)
    assert text.index("slow") < text.index('host:a<span class="muted">muted</span>')


def test_priority_and_time_are_shown_where_they_are_asked_for() -> None:
    assert "P2 slow" in painted(SLOW, show_priority=True)
    assert "P2" not in painted(SLOW)
    assert "5 min" not in painted(SLOW, show_last_triggered=False)


def test_says_that_none_matches_and_how_many_more_there_are() -> None:
    assert "No monitor matches" in painted()
    assert "and 1 more" in painted(SLOW, SLOW, count=1)


@pytest.mark.parametrize(("seconds", "text"), [(3, "now"), (60, "1 min"), (7300, "2 h"), (200_000, "2 d")])
def test_a_time_is_said_in_its_largest_unit(seconds: int, text: str) -> None:
    assert ago(seconds) == text
