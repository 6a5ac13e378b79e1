"""What an expression of `eval` comes to."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import TypeAlias

from .functions import FUNCTIONS, Value
from .tree import Arithmetic, Expression, Function, Negative, Path

Lookup: TypeAlias = "Callable[[Path], object]"

# Beyond this a whole number goes on as a floating one, so that none grows without end.
_LARGEST = 2**63
_DIGITS = 12

_OPERATORS: dict[str, Callable[[float, float], int | float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": math.fmod,
}


def evaluated(expression: Expression, lookup: Lookup) -> Value | None:
    """The number, the text or the truth that an expression comes to.

    None where a variable has no value, a text stands where a number is needed, or mathematics knows no answer.
    """
    try:
        return _value(expression, lookup)
    except (_Nothing, ArithmeticError, ValueError, TypeError):
        return None


class _Nothing(Exception):
    """A variable has no value."""


def _value(expression: Expression, lookup: Lookup) -> Value:
    match expression:
        case Path():
            return _known(lookup(expression))
        case Negative(inside):
            return -_number(_value(inside, lookup))
        case Arithmetic(sign, left, right):
            return _calculated(sign, _number(_value(left, lookup)), _number(_value(right, lookup)))
        case Function(name, arguments):
            return _called(name, [_value(argument, lookup) for argument in arguments])
        case _:
            return expression


def _known(value: object) -> Value:
    if isinstance(value, bool | int | float | str) and value != "":
        return value
    raise _Nothing


def _calculated(sign: str, left: float, right: float) -> int | float:
    if sign == "^":
        result: int | float = math.pow(left, right)
    else:
        result = _OPERATORS[sign](left, right)
    is_whole = isinstance(left, int) and isinstance(right, int) and sign != "/"
    return int(result) if is_whole and abs(result) < _LARGEST and result == int(result) else float(result)


def _called(name: str, arguments: list[Value]) -> Value:
    function = FUNCTIONS[name]
    if not function.of_text:
        return function.call(*map(_number, arguments))
    first, *others = arguments
    return function.call(printed(first), *others)


def _number(value: Value) -> int | float:
    """A number, or the one that a text spells."""
    number = float(value) if isinstance(value, str) else value
    if not math.isfinite(number):
        raise ValueError
    return number


def printed(value: Value) -> str:
    """A result as it stands in a message; a whole number keeps no point unless it is a floating one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(float(f"{value:.{_DIGITS}g}"))
    return str(value)
