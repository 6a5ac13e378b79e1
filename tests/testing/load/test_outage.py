from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.outage import outage
from tests.testing.load.at import every


def test_is_nothing_for_a_while() -> None:
    assert every(outage("3/s", after="1m", lasting="2m"), 60, 4) == [3, 0, 0, 3]


def test_is_of_a_rate() -> None:
    with pytest.raises(UsageError, match="an outage is of a rate, and '3%' is a percentage"):
        outage("3%", lasting="2m")
