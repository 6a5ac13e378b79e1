from __future__ import annotations

from dogwatch.testing.load.spike import spike
from tests.testing.load.at import every


def test_is_another_amount_for_a_while() -> None:
    assert every(spike("1/s", "9/s", after="2m", lasting="1m"), 60, 5) == [1, 1, 9, 1, 1]


def test_begins_at_once_unless_it_is_said_when() -> None:
    assert every(spike("1/s", "9/s", lasting="1m"), 60, 2) == [9, 1]
