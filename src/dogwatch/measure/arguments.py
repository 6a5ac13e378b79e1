"""What stands behind the expression in a call: `top(q, 10, 'mean', 'desc')`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from dogwatch.query import Function, Name, Negative, Number, Text

from .refusal import refused


class Arguments:
    """The arguments of a function behind its first. Each question refuses what it cannot read."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.values: list[float | str] = [self._plain(argument) for argument in function.arguments[1:]]

    def number(self, place: int, default: float | None = None) -> float:
        """The number at a place, counted from 0."""
        if place >= len(self.values) and default is not None:
            return default
        if place >= len(self.values) or isinstance(self.values[place], str):
            self.fail(f"a number as argument {place + 2}")
        return float(self.values[place])

    def word(self, place: int, known: Sequence[str], default: str | None = None) -> str:
        """The word or text at a place, one of those known."""
        if place >= len(self.values) and default is not None:
            return default
        if place >= len(self.values) or self.values[place] not in known:
            self.fail(f"one of {', '.join(known)} as argument {place + 2}")
        return str(self.values[place])

    def none_after(self, count: int) -> None:
        """Refuses a call with more arguments than that."""
        if len(self.values) > count:
            self.fail(f"at most {count} arguments behind the query")

    def fail(self, wanted: str) -> NoReturn:
        raise refused("arguments", f"{self.function} has other arguments", f"write {wanted}")

    def _plain(self, argument: object) -> float | str:
        match argument:
            case Number(value):
                return float(value)
            case Negative(Number(value)):
                return -float(value)
            case Text(text):
                return text
            case Name(name):
                return name
        self.fail("numbers and words behind the query")
