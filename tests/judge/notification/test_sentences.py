from __future__ import annotations

import pytest

from dogwatch.judge import Status
from tests.judge.notification.notices import notice, told

S = Status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("avg(last_5m):avg:a.b{*} > 60", "a.b over * was > 60.0 on average during the last 5m"),
        ("max(last_1h):avg:a.b{*} > 60", "a.b over * was > 60.0 at least once during the last 1h"),
        ("min(last_1h):avg:a.b{*} > 60", "a.b over * was > 60.0 at all times during the last 1h"),
        ("sum(last_1d):sum:a.b{*}.as_count() > 60", "a.b over * was > 60.0 in total during the last 1d"),
        ("percentile(last_1h):p95:a.b{*} > 60", "a.b over * was > 60.0 as percentile during the last 1h"),
        ("sum(current_1d):sum:a.b{*} > 60", "a.b over * was > 60.0 in total during the current 1d"),
        (
            "pct_change(avg(last_5m),last_1h):avg:a.b{*} > 60",
            "a.b over * was > 60.0 as a change in percent during the last 5m",
        ),
        ("change(avg(last_5m),last_1h):avg:a.b{*} > 60", "a.b over * was > 60.0 as a change during the last 5m"),
        (
            "sum(last_5m):sum:a{*}.as_count() / sum:b{*}.as_count() > 60",
            "sum:a{*}.as_count() / sum:b{*}.as_count() over * was > 60.0 in total during the last 5m",
        ),
    ],
)
def test_a_sentence_says_what_was_measured(query, status):
    assert told(query=query, keys=(), at=notice(group=(), keys=())).status == status


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (notice(S.OK, S.ALERT), "system.cpu.user over host:web-1 was <= 60.0 on average during the last 5m"),
        (notice(S.WARN, threshold=50.0), "system.cpu.user over host:web-1 was > 50.0 on average during the last 5m"),
        (notice(S.NO_DATA, value=None), "system.cpu.user over host:web-1 had no data during the last 5m"),
    ],
)
def test_a_sentence_is_of_the_state(at, status):
    assert told(at=at).status == status


def test_other_monitors_have_no_sentence():
    found = told(type="composite", query="1 && 2", keys=(), at=notice(group=(), keys=()))
    assert (found.status, found.metric) == ("", "")
    assert found.text.startswith("%%%\nLook. @slack-ops\n\nThe monitor was last triggered")
