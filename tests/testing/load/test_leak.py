from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.leak import leak
from tests.testing.load.at import every


def test_grows_until_it_is_given_back() -> None:
    assert every(leak("100B", by="50B", every="1m", restart="200B"), 60, 5) == [100, 150, 100, 150, 100]


def test_grows_for_ever_without_a_restart() -> None:
    assert every(leak("100B", by="50B", every="1m"), 600, 3) == [100, 600, 1100]


def test_refuses_a_restart_below_the_start() -> None:
    with pytest.raises(UsageError, match=r"leak\(restart='50B'\) is not above its start '100B'"):
        leak("100B", by="50B", every="1m", restart="50B")
