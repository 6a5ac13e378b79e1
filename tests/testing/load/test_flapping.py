from __future__ import annotations

from dogwatch.testing.load.flapping import flapping
from tests.testing.load.at import every


def test_goes_to_and_fro() -> None:
    assert every(flapping("1/s", "2/s", every="2m"), 60, 6) == [1, 1, 2, 2, 1, 1]
