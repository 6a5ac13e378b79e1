"""The expressions of `eval`, read: `round(value / 60, 2)`."""

from __future__ import annotations

import re

from dogwatch.caret import quoted
from dogwatch.nearest import nearest

from .functions import FUNCTIONS
from .tree import Arithmetic, Expression, Function, Negative, Path

# Expressions are evaluated by recursion; people nest three.
_DEEPEST = 50
_TOKEN = re.compile(
    r"""\s*+(?:
      (?P<number>\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+)
    | (?P<name>@?[A-Za-z_]\w*+)\s*+(?P<call>\()
    | (?P<path>(?:@?[A-Za-z_]\w*+|\[[^\[\]]++\])(?:\.(?:@?\w++|\[[^\[\]]++\]))*+)
    | "(?P<double>[^"]*+)" | '(?P<single>[^']*+)'
    | (?P<sign>[-+*/%^(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_STEP = re.compile(r"\[([^\[\]]++)\]|([^./\[\]]++)")
_SPACE = re.compile(r"\s*+")
_OPERATORS = (("+", "-"), ("*", "/", "%"))


class Unread(Exception):
    """An expression cannot be read: at which letter, what stands there, and what to write."""

    def __init__(self, at: int, seen: str, remedy: str) -> None:
        super().__init__(seen)
        self.at, self.seen, self.remedy = at, seen, remedy


def path_of(text: str) -> Path:
    """The steps of a variable's name; `host`, `name` of `host.name`."""
    return Path(tuple(step[1] or step[2] for step in _STEP.finditer(text)))


def read_expression(text: str) -> Expression:
    """The tree of an expression; raises `Unread` where there is none."""
    reader = _Reader(text)
    expression = reader.sum(0)
    if reader.token is not None or not reader.is_at_end:
        reader.fail()
    return expression


class _Reader:
    """An expression, and the next token of it; None at the end, or where none fits."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.token: re.Match[str] | None = None
        self._next()

    def _next(self) -> None:
        self.at = self.token.end() if self.token else self.at
        self.token = _TOKEN.match(self.text, self.at)

    @property
    def is_at_end(self) -> bool:
        return not self.text[self.at :].strip()

    def fail(self) -> None:
        at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches anything
        if self.is_at_end:
            raise Unread(len(self.text), "the expression ends too early", "write a variable or a number")
        raise Unread(at, f"{quoted(self.text[at : at + 12])} has no place here", "write an operator or the end")

    def _takes(self, signs: tuple[str, ...]) -> str | None:
        """The sign, if one of these comes next."""
        if self.token is None or self.token["sign"] not in signs:
            return None
        sign = self.token["sign"]
        self._next()
        return sign

    def _needs(self, sign: str) -> None:
        if self._takes((sign,)) is None:
            self.fail()

    def sum(self, depth: int, level: int = 0) -> Expression:
        """Operands of the same precedence, from the left; powers bind closest."""
        if level == len(_OPERATORS):
            return self._power(depth)
        left = self.sum(depth, level + 1)
        while operator := self._takes(_OPERATORS[level]):
            depth += 1
            left = Arithmetic(operator, left, self.sum(depth, level + 1))
        return left

    def _power(self, depth: int) -> Expression:
        """`-2 ^ 2` is -(2 ^ 2), `2 ^ 3 ^ 2` is 2 ^ (3 ^ 2)."""
        if depth > _DEEPEST:
            raise Unread(self.at, f"it is nested deeper than {_DEEPEST} levels", "write it in several steps")
        if self._takes(("-",)):
            return Negative(self._power(depth + 1))
        base = self._operand(depth)
        return Arithmetic("^", base, self._power(depth + 1)) if self._takes(("^",)) else base

    def _operand(self, depth: int) -> Expression:
        token = self.token
        if token is None:
            self.fail()
            raise AssertionError
        if token["call"]:
            return self._function(token, depth + 1)
        self._next()
        if token["number"]:
            return _number(token["number"])
        if token["path"]:
            return path_of(token["path"])
        if token["sign"] == "(":
            inside = self.sum(depth + 1)
            self._needs(")")
            return inside
        if token["sign"]:
            self.at, self.token = token.start(), None
            self.fail()
        return token["double"] or token["single"] or ""

    def _function(self, token: re.Match[str], depth: int) -> Function:
        name = token["name"]
        if name not in FUNCTIONS:
            meant = nearest(name, FUNCTIONS)
            remedy = f"did you mean {quoted(meant)}?" if meant else f"write one of {', '.join(FUNCTIONS)}"
            raise Unread(token.start("name"), f"{quoted(name)} is no function of eval", remedy)
        self._next()
        arguments = [self.sum(depth)]
        while self._takes((",",)):
            arguments.append(self.sum(depth))
        self._needs(")")
        least, most = FUNCTIONS[name].takes
        if not least <= len(arguments) <= most:
            seen = f"{name} takes {least if least == most else f'{least} or {most}'} values, and has {len(arguments)}"
            raise Unread(token.start("name"), seen, "write as many")
        return Function(name, tuple(arguments))


def _number(digits: str) -> int | float:
    number = float(digits)
    return int(digits) if digits.isdecimal() and number < 2**53 else number
