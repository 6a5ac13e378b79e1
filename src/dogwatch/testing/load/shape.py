"""What a load does over time: an amount at every second."""

from __future__ import annotations

from abc import ABC, abstractmethod
from math import inf
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dogwatch.errors import UsageError
from dogwatch.values import Quantity

from .amount import Amount, Unit, Written, amount

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]


class Shape(ABC):
    """An amount over time; `unit` is what it counts."""

    @property
    @abstractmethod
    def unit(self) -> Unit:
        """The unit of the amounts that it is made of."""

    @property
    def is_by_the_clock(self) -> bool:
        """Whether each call comes when it has to, and none by chance."""
        return False

    @abstractmethod
    def at(self, times: Ints, since: int) -> Floats:
        """The amount at each time (seconds since 1970) of a load that has this shape `since` a time."""

    def during(self, times: Ints, span: int, since: int) -> Floats:
        """The mean of the `span` seconds that follow each time, where their beginning does not stand for them."""
        return self.at(times, since)


@attrs.frozen
class Constant(Shape):
    """The same all the time."""

    amount: Amount

    @property
    def unit(self) -> Unit:
        return self.amount.unit

    def at(self, times: Ints, since: int) -> Floats:
        return np.full(len(times), self.amount.number)


Shaped: TypeAlias = Shape | Written


def constant(value: Written) -> Shape:
    """The same all the time: `constant("20/s")`, for which a load takes `"20/s"` as well."""
    return Constant(amount(value))


def shaped(value: Shaped) -> Shape:
    """The shape that was given, or a constant of what was written."""
    return value if isinstance(value, Shape) else constant(value)


def shape_of(value: Shaped, unit: Unit, what: str) -> Shape:
    """The shape of an argument that counts something; UsageError when it is of another unit."""
    if not isinstance(value, Shape | str | float | int | Quantity):
        raise UsageError(f"{what}={value!r} is no amount; write a {unit} or a shape of it")
    found = shaped(value)
    if found.unit != unit:
        raise UsageError(f"{what}={value!r} is a {found.unit}; write a {unit}")
    if isinstance(found, Constant) and not 0 <= found.amount.number <= (1 if unit == "percentage" else inf):
        least = "from 0% to 100%" if unit == "percentage" else "from 0 on"
        raise UsageError(f"{what}={value!r} cannot be; write a {unit} {least}")
    return found


def same_unit(name: str, *shapes: Shape) -> Unit:
    """The unit of all of them; UsageError when they differ."""
    units = list(dict.fromkeys(shape.unit for shape in shapes))
    if len(units) > 1:
        raise UsageError(f"{name} goes from a {units[0]} to a {units[1]}; write both in one unit")
    return units[0]
