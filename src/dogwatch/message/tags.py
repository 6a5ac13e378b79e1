"""One tag of a message, read: what stands between its braces."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from dogwatch.caret import quoted

from .blocks import CALLS
from .expressions import Unread, path_of, read_expression
from .tree import Argument, Call, Condition, Expression, Path

_SPACE = re.compile(r"\s*+")
# As Handlebars has it, and facets with their @.
_STEP = r"(?:@?[^\s!\"#%&'()*+,./;<=>@\[\\\]^`{|}~]++|\[[^\[\]{}]++\])"
_PATH = re.compile(rf"{_STEP}(?:[./]{_STEP})*+")
_QUOTED = re.compile(r'"([^"]*+)"|\'([^\']*+)\'')
_REFUSED = {
    ">": "Datadog documents no partials",
    "&": "Datadog documents no &",
    "~": "Datadog documents no ~",
}


class Opening(NamedTuple):
    """The beginning of a block."""

    condition: Condition
    is_negated: bool


class Closing(NamedTuple):
    """The end of a block, by the name that it began with."""

    name: str


class Otherwise(NamedTuple):
    """`{{else}}`."""


class Value(NamedTuple):
    """A variable or a function, in two braces or in three."""

    value: Path | Call
    is_escaped: bool


class Remark(NamedTuple):
    """A comment."""


Tag: TypeAlias = Opening | Closing | Otherwise | Value | Remark


def read_tag(tag: str) -> Tag:
    """What a tag says; raises `Unread` at a letter of it where it says nothing."""
    if tag.startswith("{{!"):
        if not tag.endswith("}}"):
            raise Unread(0, "the comment does not end", "end it with --}}")
        return Remark()
    braces = 3 if tag.startswith("{{{") else 2
    if not tag.endswith("}" * braces):
        raise Unread(0, f"{quoted(tag)} does not end", "end it with " + "}" * braces)
    if braces == 2 and tag.endswith("}}}"):
        raise Unread(len(tag) - 1, "there is a brace too many", "write as many braces at its end as at its beginning")
    return _Inside(tag, braces).read()


class _Inside:
    """What is between the braces, and how far it has been read."""

    def __init__(self, tag: str, braces: int) -> None:
        self.tag, self.at, self.braces = tag, braces, braces
        self.end = len(tag) - braces

    def read(self) -> Tag:
        self._skip()
        sign = self.tag[self.at]
        if sign in _REFUSED:
            raise Unread(self.at, _REFUSED[sign], "write a variable or a block")
        if self.braces == 2 and sign in "#^/":
            self.at += 1
            return self._block(sign)
        value = self._value()
        self._finish()
        if value == Path(("else",)) and self.braces == 2:
            return Otherwise()
        return Value(value, is_escaped=self.braces == 2)

    def _block(self, sign: str) -> Tag:
        self._skip()
        if sign == "^" and self.at == self.end:
            return Otherwise()  # as in Handlebars
        name = self._path("the name of a block")
        if sign == "/":
            self._finish()
            return Closing(_named(name))
        return Opening(self.condition(name), sign == "^")

    def condition(self, name: Path) -> Condition:
        """What a block asks; a variable that is no condition is asked whether it has a value."""
        arguments = self._arguments()
        if len(name.steps) > 1 or (not arguments and not name.steps[0].startswith("is_")):
            return Condition("", (name,))
        return Condition(name.steps[0], arguments)

    def _value(self) -> Path | Call:
        start = self.at
        path = self._path("a variable")
        name = path.steps[0]
        if len(path.steps) > 1 or name not in CALLS:
            if path.steps[0] == "else":
                return path
            if _QUOTED.match(self.tag, self._ahead()):
                raise Unread(start, f"{quoted(name)} is no function", f"write one of {', '.join(CALLS)}")
            return path
        return self._call(name)

    def _call(self, name: str) -> Call:
        arguments = self._arguments()
        if len(arguments) != CALLS[name]:
            seen = f"{name} takes {CALLS[name]} in quotes, and has {len(arguments)}"
            raise Unread(self.at, seen, "write as many")
        if name != "eval" or not isinstance(arguments[0], str):
            return Call(name, arguments)
        return Call(name, arguments, _expression(arguments[0]))

    def _arguments(self) -> tuple[Argument, ...]:
        arguments: list[Argument] = []
        while True:
            self._skip()
            if self.at == self.end or self.tag[self.at] == ")":
                return tuple(arguments)
            arguments.append(self._argument())

    def _argument(self) -> Argument:
        if found := _QUOTED.match(self.tag, self.at, self.end):
            self.at = found.end()
            return found[1] if found[1] is not None else found[2]
        if self.tag[self.at] != "(":
            return self._path("a text in quotes or a variable")
        self.at += 1
        self._skip()
        value = self._value()
        self._skip()
        if self.at == self.end or self.tag[self.at] != ")":
            raise Unread(self.at, "the parenthesis does not end", "end it with )")
        self.at += 1
        return value

    def _path(self, expected: str) -> Path:
        found = _PATH.match(self.tag, self.at, self.end)
        if found is None:
            seen = self.tag[self.at : self.end].strip()
            said = f"{quoted(seen, 16)} has no place here" if seen else "nothing stands here"
            raise Unread(self.at, said, f"write {expected}")
        self.at = found.end()
        return path_of(found[0])

    def _skip(self) -> None:
        self.at = min(self._ahead(), self.end)

    def _ahead(self) -> int:
        return _SPACE.match(self.tag, self.at).end()  # type: ignore[union-attr]  # it matches anything

    def _finish(self) -> None:
        self._skip()
        if self.at != self.end:
            raise Unread(self.at, f"{quoted(self.tag[self.at : self.end], 16)} has no place here", "leave it out")


def _named(path: Path) -> str:
    return ".".join(path.steps)


def _expression(text: str) -> Expression | None:
    try:
        return read_expression(text)
    except Unread:
        return None
