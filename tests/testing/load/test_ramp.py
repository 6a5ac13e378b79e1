from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.ramp import ramp
from tests.testing.load.at import every


def test_goes_evenly_from_one_amount_to_the_other_and_stays_there() -> None:
    assert every(ramp("0/s", "6/s", over="3m"), 60, 5) == [0, 2, 4, 6, 6]


def test_refuses_two_units() -> None:
    with pytest.raises(UsageError, match="ramp goes from a rate to a percentage; write both in one unit"):
        ramp("0/s", "6%", over="3m")


def test_refuses_no_time() -> None:
    with pytest.raises(UsageError, match="'0s' is no span of time"):
        ramp("0/s", "6/s", over="0s")
