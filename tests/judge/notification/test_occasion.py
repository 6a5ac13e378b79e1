from __future__ import annotations

import pytest

from dogwatch.judge import Status
from dogwatch.judge.notification.occasion import occasion
from dogwatch.message import Transition
from tests.judge.notification.notices import notice

S, T = Status, Transition


@pytest.mark.parametrize(
    ("before", "after", "again", "transition"),
    [
        (S.OK, S.ALERT, 0, T.ALERT),
        (S.ABSENT, S.ALERT, 0, T.ALERT),
        (S.WARN, S.ALERT, 0, T.WARNING_TO_ALERT),
        (S.NO_DATA, S.ALERT, 0, T.NO_DATA_TO_ALERT),
        (S.OK, S.WARN, 0, T.WARNING),
        (S.NO_DATA, S.WARN, 0, T.WARNING),
        (S.ALERT, S.WARN, 0, T.ALERT_TO_WARNING),
        (S.OK, S.NO_DATA, 0, T.NO_DATA),
        (S.ALERT, S.NO_DATA, 0, T.NO_DATA),
        (S.ALERT, S.OK, 0, T.RECOVERY),
        (S.WARN, S.OK, 0, T.WARNING_RECOVERY),
        (S.NO_DATA, S.OK, 0, T.NO_DATA_RECOVERY),
        (S.OK, S.UNKNOWN, 0, T.UNKNOWN),
        (S.ALERT, S.UNKNOWN, 0, T.UNKNOWN),
        (S.UNKNOWN, S.ALERT, 0, T.ALERT),
        (S.UNKNOWN, S.OK, 0, T.UNKNOWN_RECOVERY),
        (S.ALERT, S.ALERT, 1, T.RENOTIFY),
        (S.WARN, S.WARN, 1, T.WARNING_RENOTIFY),
        (S.NO_DATA, S.NO_DATA, 3, T.NO_DATA_RENOTIFY),
    ],
)
def test_a_notice_is_a_transition_of_the_message(before, after, again, transition):
    assert occasion(notice(after, before, again=again)) is transition


def test_what_is_told_at_the_end_of_a_downtime_is_told_as_new():
    assert occasion(notice(S.ALERT, S.ALERT)) is T.ALERT
