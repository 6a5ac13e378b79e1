from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.load.shape import constant, shape_of
from dogwatch.values import Rate
from tests.testing.load.at import every


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("20/s", "rate", 20.0),
        ("6/m", "rate", 0.1),
        ("0.2%", "percentage", 0.002),
        ("1MiB", "size", 2**20),
        ("120ms", "duration", 0.12),
        (3, "number", 3.0),
        (Rate(2.0), "rate", 2.0),
    ],
)
def test_reads_what_is_written_with_its_unit(written: str, unit: str, number: float) -> None:
    shape = constant(written)

    assert (shape.unit, every(shape, 60, 2)) == (unit, [number, number])


def test_names_what_has_no_unit_that_is_known() -> None:
    with pytest.raises(UsageError, match="'20 calls' is no amount of a load; write a number and a unit, as in '1/s'"):
        constant("20 calls")


def test_refuses_an_amount_of_another_unit() -> None:
    with pytest.raises(UsageError, match="rate='5%' is a percentage; write a rate"):
        shape_of("5%", "rate", "rate")


def test_refuses_what_is_no_amount() -> None:
    with pytest.raises(UsageError, match=r"rate=\[1\] is no amount; write a rate or a shape of it"):
        shape_of([1], "rate", "rate")  # type: ignore[arg-type]  # on purpose
