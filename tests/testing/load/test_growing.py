from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.growing import growing
from tests.testing.load.shops import Shop

FAILED = "sum:feature.hits{outcome:error} by {error_type}.as_count()"


def test_there_are_ever_more_types_of_errors() -> None:
    shop = Shop(rate="10/s", errors="10%", error_types=growing("Error", start=2, by=2, every="1m"), hosts=["h1"])
    shop.run(2)

    found = shop.each(FAILED)

    assert sorted(found) == [("error-0",), ("error-1",), ("error-2",), ("error-3",)]
    assert [sum(values[minute] for values in found.values() if values[minute] > 0) for minute in (0, 1)] == [60, 60]
    assert found["error-3",] == [-1, 15]


def test_several_types_have_as_many_each() -> None:
    shop = Shop(rate="10/s", errors="3%", error_types=["A", "B", "C"], hosts=["h1"])
    shop.run(1)

    assert shop.each(FAILED) == {("a",): [6], ("b",): [6], ("c",): [6]}


def test_refuses_what_does_not_grow() -> None:
    with pytest.raises(UsageError, match="does not grow"):
        growing("Error", by=0, every="1m")
