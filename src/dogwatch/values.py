"""Quantities with a unit: Duration, Percent, Rate, Bytes, read from text such as "400ms" or "99.9%".

Each is a frozen value with one number in its base unit, so that comparing and printing never mixes units. `parse`
raises ValueError with a sentence that says what was expected; declarations turn that into a mistake with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, Self

# Seventeen digits tell any two floats apart.
_DIGITS = range(1, 18)
_NUMBER = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, order=True)
class Quantity:
    """A number in the base unit of its class."""

    base: float

    noun: ClassVar[str]
    example: ClassVar[str]
    units: ClassVar[dict[str, Fraction]]

    @classmethod
    def parse(cls, value: object) -> Self:
        """The quantity that a text such as "400ms" means; a quantity of the same class is itself.

        Raises ValueError that says what was seen and what to write instead.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not a {cls.noun}; write it with its unit, as in {cls.example!r}")
        return cls._read(value)

    @classmethod
    @lru_cache(maxsize=1024)  # a catalog says the same few quantities for each of its features
    def _read(cls, value: str) -> Self:
        match = _NUMBER.fullmatch(value)
        if match is None:
            raise ValueError(f"{value!r} is not a {cls.noun}; write a number and a unit, as in {cls.example!r}")
        number, unit = match.groups()
        if unit not in cls.units:
            known = ", ".join(f"{unit!r}" for unit in cls.units)
            seen = f"unit {unit!r}" if unit else "no unit"
            raise ValueError(f"{value!r} has {seen}; a {cls.noun} has one of {known}, as in {cls.example!r}")
        try:
            return cls(float(Fraction(number) * cls.units[unit]))
        except OverflowError:
            raise ValueError(f"{value!r} is too large for a {cls.noun}; write one as in {cls.example!r}") from None

    def __str__(self) -> str:
        """The number in the largest unit that keeps it at or above 1 with at most three decimals, else all its digits
        in the smallest unit; `parse` reads the same quantity back.
        """
        return self._written()

    @lru_cache(maxsize=1024)  # noqa: B019 - quantities are small values, and few
    def _written(self) -> str:
        for unit, size in reversed(self.units.items()):
            scaled = round(self.base / float(size), 3)
            text = f"{_plain(Decimal(repr(scaled)))}{unit}"
            if abs(scaled) >= 1 and self.parse(text) == self:
                return text
        unit, size = next(iter(self.units.items()))
        return next(text for digits in _DIGITS if self.parse(text := self._in(unit, size, digits)) == self)

    def _in(self, unit: str, size: Fraction, digits: int) -> str:
        exact = Fraction(self.base) / size
        return _plain(Context(prec=digits).divide(Decimal(exact.numerator), Decimal(exact.denominator))) + unit


class Duration(Quantity):
    """A span of time; `base` is seconds."""

    noun = "duration"
    example = "400ms"
    units: ClassVar[dict[str, Fraction]] = {
        "us": Fraction(1, 10**6),
        "ms": Fraction(1, 1000),
        "s": Fraction(1),
        "m": Fraction(60),
        "h": Fraction(3600),
        "d": Fraction(86400),
        "w": Fraction(604800),
    }

    @property
    def seconds(self) -> float:
        return self.base


class Percent(Quantity):
    """A share; `base` is the fraction, so that 99.9% is 0.999."""

    noun = "percentage"
    example = "99.9%"
    units: ClassVar[dict[str, Fraction]] = {"%": Fraction(1, 100)}

    @property
    def fraction(self) -> float:
        return self.base


class Rate(Quantity):
    """How often something happens; `base` is per second."""

    noun = "rate"
    example = "1/s"
    units: ClassVar[dict[str, Fraction]] = {
        "/d": Fraction(1, 86400),
        "/h": Fraction(1, 3600),
        "/m": Fraction(1, 60),
        "/s": Fraction(1),
    }

    @property
    def per_second(self) -> float:
        return self.base


class Bytes(Quantity):
    """An amount of memory; `base` is bytes."""

    noun = "size"
    example = "64MiB"
    units: ClassVar[dict[str, Fraction]] = {
        "B": Fraction(1),
        "kB": Fraction(10**3),
        "KiB": Fraction(2**10),
        "MB": Fraction(10**6),
        "MiB": Fraction(2**20),
        "GB": Fraction(10**9),
        "GiB": Fraction(2**30),
        "TB": Fraction(10**12),
        "TiB": Fraction(2**40),
    }

    @property
    def bytes(self) -> float:
        return self.base


def _plain(number: Decimal) -> str:
    """Digits without an exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
