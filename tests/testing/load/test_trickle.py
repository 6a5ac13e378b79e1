from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.trickle import trickle
from tests.testing.load.at import every


def test_is_one_call_every_so_often() -> None:
    calls = [10 * rate for rate in every(trickle(every="10m"), 10, 120)]

    assert [place for place, number in enumerate(calls) if number] == [0, 60]
    assert sum(calls) == 2


def test_refuses_more_than_one_in_ten_seconds() -> None:
    with pytest.raises(UsageError, match="more often than every ten seconds; write a rate"):
        trickle(every="2s")
