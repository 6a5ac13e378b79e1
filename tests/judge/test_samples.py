"""Logs beside a message."""

from __future__ import annotations

from dogwatch.judge import Record
from dogwatch.judge.samples import samples_of, shown

AT = 1_767_603_640  # Mon Jan 05 2026 09:00:40 UTC


def test_the_ten_newest_that_have_a_message_are_taken() -> None:
    logs = [Record(AT + n, "" if n % 2 else f"{n}") for n in range(30)]
    assert [log.message for log in samples_of(logs)] == [f"{n}" for n in range(28, 8, -2)]
    assert samples_of([]) == ()


def test_a_long_message_is_cut() -> None:
    assert [len(log.message) for log in samples_of([Record(AT, "x" * 600)])] == [500]


def test_a_line_has_time_host_and_message_and_marks_nothing() -> None:
    assert (
        shown(Record(AT, "no <b>\n route", attributes={"host": "web-1"})) == "- 09:00:40 UTC web-1: no &lt;b&gt; route"
    )
    assert shown(Record(AT, "x")) == "- 09:00:40 UTC: x"
