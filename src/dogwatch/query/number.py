"""Numbers as Datadog's query language writes them: a leading zero, no exponent, no trailing zeros."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=4096, typed=True)  # a catalog's thresholds, and what is measured, are mostly the same few
def plain(value: float) -> str:
    """The number exactly, in plain digits: 0.4, 5 for 5.0, 0.0000001 for 1e-7.

    The leading zero is required by Datadog (docs: monitors, configuration). Raises ValueError for infinity and NaN.
    """
    if not math.isfinite(value):
        raise ValueError(f"{float(value)} cannot be written in a query; only finite numbers can")
    text = str(int(value)) if isinstance(value, int) else format(Decimal(repr(float(value))), "f")
    shortest = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if shortest == "-0" else shortest


def written(value: float) -> int | float:
    """The number that its plain digits say, so that 5.0 is 5 in a body as in a query."""
    text = plain(value)
    return float(text) if "." in text else int(text)


def checked_number(value: object, purpose: str) -> int | float:
    """The number a person meant: what floats add beyond 15 digits is dropped, so that 0.1 + 0.2 is 0.3.

    Raises ValueError for anything but a finite int or float; `purpose` names the number, as in "the threshold".
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{purpose} is {value!r}; write a number in the unit of the metric, as in 0.4")
    if not math.isfinite(value):
        raise ValueError(f"{purpose} is {float(value)}; write a finite number, as in 0.4")
    return int(value) if isinstance(value, int) else float(f"{value:.15g}")
