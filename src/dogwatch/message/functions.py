"""The functions of `eval`: of numbers and of texts (docs: monitors, guide, template variable evaluation)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "int | float | str | bool"

_MOST_DIGITS = 15


class Implementation(NamedTuple):
    """What a function does with its arguments, how few and how many it takes, and whether they are texts."""

    call: Callable[..., Value]
    takes: tuple[int, int] = (1, 1)
    of_text: bool = False


def _humanized(unit: str) -> Callable[[float], str]:
    """A quantity in the largest unit of which there is one; steps are of 1024, with two decimals at most."""

    def humanize(number: float) -> str:
        size, prefixes = float(number), iter(("", "K", "M", "G", "T", "P"))
        prefix = next(prefixes)
        while abs(size) >= 1024 and (larger := next(prefixes, None)) is not None:
            size, prefix = size / 1024, larger
        return f"{_short(size)} {prefix}{unit}"

    return humanize


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _round(number: float, digits: float = 0) -> int | float:
    """To the nearest, halves away from zero; a whole number unless it has digits behind the point."""
    from decimal import ROUND_HALF_UP, Decimal  # loaded with the first message that rounds

    places = max(-_MOST_DIGITS, min(_MOST_DIGITS, int(digits)))
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return float(rounded) if places > 0 else int(rounded)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _substring(text: str, start: float, end: float | None = None) -> str:
    last = len(text) if end is None else max(0, int(end))
    return text[max(0, int(start)) : last]


def _strip(text: str, letters: str | None = None) -> str:
    return text.strip(letters)


FUNCTIONS: Mapping[str, Implementation] = {
    "humanize_bytes": Implementation(_humanized("B")),
    "humanize_bits": Implementation(_humanized("b")),
    "abs": Implementation(abs),
    "int": Implementation(math.floor),
    "float": Implementation(float),
    "trunc": Implementation(math.floor),
    "dec": Implementation(lambda number: math.modf(number)[0]),
    "round": Implementation(_round, (1, 2)),
    "ceil": Implementation(math.ceil),
    "floor": Implementation(math.floor),
    "sgn": Implementation(_sign),
    "to_bool": Implementation(bool),
    "exp": Implementation(math.exp),
    "log10": Implementation(math.log10),
    "sin": Implementation(math.sin),
    "sinh": Implementation(math.sinh),
    "asin": Implementation(math.asin),
    "asinh": Implementation(math.asinh),
    "cos": Implementation(math.cos),
    "cosh": Implementation(math.cosh),
    "acos": Implementation(math.acos),
    "acosh": Implementation(math.acosh),
    "tan": Implementation(math.tan),
    "tanh": Implementation(math.tanh),
    "atan": Implementation(math.atan),
    "atan2": Implementation(math.atan2, (2, 2)),
    "atanh": Implementation(math.atanh),
    "upper": Implementation(str.upper, of_text=True),
    "lower": Implementation(str.lower, of_text=True),
    "substring": Implementation(_substring, (2, 3), of_text=True),
    "strip": Implementation(_strip, (1, 2), of_text=True),
}
