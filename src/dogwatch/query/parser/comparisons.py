"""What ends a monitor's query: `> 0.4`, `<= threshold`."""

from __future__ import annotations

import re
from typing import NoReturn

from dogwatch.query.monitor import Comparator

from .reader import Reader
from .values import DIGITS, number

OPERATOR_OR_COMPARISON = "an operator, a modifier or a comparison such as > 5"
STEP_OR_COMPARISON = "another step or a comparison such as > 5"

_COMPARISON = re.compile(
    rf"\s*+(?P<comparator><=|>=|==|!=|<|>)\s*+(?:(?P<number>(?P<sign>-\s*+)?(?P<digits>{DIGITS}))|threshold)\s*+\Z",
    re.ASCII,
)
_COMPARATOR = re.compile(r"\s*+(<=|>=|==|!=|<|>)\s*+", re.ASCII)
_EQUALS = re.compile(r"\s*+(?==)", re.ASCII)
_VALUE = re.compile(rf"(?:-\s*+)?{DIGITS}|threshold", re.ASCII)
_BARE_POINT = re.compile(r"-?\.\d", re.ASCII)


def read_comparison(reader: Reader, expected: str) -> tuple[Comparator, int | float | None]:
    """The comparator and the number behind which the text ends; the number is None for the word `threshold`.

    `expected` says what else could stand here.
    """
    found = reader.take(_COMPARISON)
    if found is None:
        _fail(reader, expected)
    digits = found["digits"]
    if digits is None:
        return found["comparator"], None  # type: ignore[return-value]  # the pattern's comparators
    threshold = number(reader, f"-{digits}" if found["sign"] else digits, found.start("number"))
    return found["comparator"], threshold  # type: ignore[return-value]  # the pattern's comparators


def _fail(reader: Reader, expected: str) -> NoReturn:
    if reader.take(_COMPARATOR) is None:
        reader.expected(">, >=, <, <=, == or !=" if reader.take(_EQUALS) else expected)
    if _BARE_POINT.match(reader.text, reader.at):
        reader.fail("Datadog reads no number that begins with a point", "write a zero in front of it")
    reader.expected("the end" if reader.take(_VALUE) else "a number")
