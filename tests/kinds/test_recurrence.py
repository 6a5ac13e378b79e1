from __future__ import annotations

import pytest

from dogwatch.kinds import is_time_zone, rrule_mistakes


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU",
        "freq=monthly;bymonthday=1,-1",
        "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270131T220000Z",
        "FREQ=YEARLY;COUNT=3;WKST=MO",
    ],
)
def test_a_rule_says_how_often(rrule: str) -> None:
    assert list(rrule_mistakes(rrule)) == []


@pytest.mark.parametrize(
    ("rrule", "seen"),
    [
        (3, "3 is no rule of recurrence"),
        ("", "'' is no rule of recurrence"),
        ("DAILY", "'DAILY' is no rule of recurrence"),
        ("FREQ=", "'FREQ=' is no rule of recurrence"),
        ("FREQ=DAILY;FREQ=WEEKLY", "'FREQ=DAILY;FREQ=WEEKLY' is no rule of recurrence"),
        ("INTERVAL=2", "'INTERVAL=2' is no rule of recurrence"),
        ("FREQ=SECONDLY", "FREQ=SECONDLY says nothing"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 says nothing"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX says nothing"),
        ("FREQ=DAILY;UNTIL=TOMORROW", "UNTIL=TOMORROW says nothing"),
        ("FREQ=DAILY;DTSTART=20270101T000000", "DTSTART is no part of a rule of recurrence"),
        ("FREQ=DAILY;BYHOUR=3", "BYHOUR is not taken here"),
    ],
)
def test_what_says_less_is_none(rrule: object, seen: str) -> None:
    assert [said for said, _ in rrule_mistakes(rrule, ("BYHOUR",))] == [seen]


def test_time_zones_are_those_of_the_database() -> None:
    assert is_time_zone("Europe/Berlin")
    assert not any(map(is_time_zone, ("Berlin", "", 3, None, "../etc")))
