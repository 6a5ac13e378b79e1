"""What a load is given, as it is written: `"20/s"`, `"0.2%"`, `"512MiB"`, `"120ms"`, or a plain number."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, TypeAlias

from dogwatch.errors import UsageError
from dogwatch.values import Bytes, Duration, Percent, Quantity, Rate

Unit: TypeAlias = Literal["rate", "percentage", "size", "duration", "number"]
Written: TypeAlias = str | float | Quantity

_QUANTITIES: Final[dict[Unit, type[Quantity]]] = {
    "rate": Rate,
    "percentage": Percent,
    "size": Bytes,
    "duration": Duration,
}

_SEVERAL: Final = re.compile(r"\d+(?:\.\d+)?[a-z]+")


class Amount(NamedTuple):
    """A number in the base unit of what it counts: calls a second, a fraction, bytes, seconds."""

    number: float
    unit: Unit


def amount(written: Written) -> Amount:
    """The amount that was written; UsageError for what has no unit that is known."""
    if isinstance(written, Quantity):
        return Amount(written.base, next(unit for unit, of in _QUANTITIES.items() if isinstance(written, of)))
    if not isinstance(written, str):
        return Amount(float(written), "number")
    for unit, of in _QUANTITIES.items():
        try:
            return Amount(of.parse(written).base, unit)
        except ValueError:
            continue
    examples = ", ".join(f"{of.example!r}" for of in _QUANTITIES.values())
    raise UsageError(f"{written!r} is no amount of a load; write a number and a unit, as in {examples}")


def seconds(written: str | Duration) -> float:
    """A span of time such as `10m` or `4h30m`, longer than none; UsageError when it cannot be read."""
    several = _SEVERAL.findall(written) if isinstance(written, str) and _SEVERAL.sub("", written) == "" else ()
    try:
        span = sum(Duration.parse(each).seconds for each in several or (written,))
    except ValueError as error:
        raise UsageError(str(error)) from None
    if span <= 0:
        raise UsageError(f"{written!r} is no span of time; write one longer than none, as in '10m'")
    return span


def whole_seconds(written: str | Duration | int) -> int:
    """A span of whole seconds, one or more, as `seconds` reads it or a number of them; UsageError for another."""
    span = written if isinstance(written, int) else seconds(written)
    if span < 1 or span % 1:
        raise UsageError(f"{written!r} is no span of whole seconds; write one such as '10s'")
    return int(span)
