"""Code as text, in the form in which ruff's formatter leaves it: one line where it fits, else one for each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, starmap
from typing import Any

from dogwatch.adopt.code import Call, Declared, Expression, Joined, Name, Remarked
from dogwatch.adopt.literal import LINE, block, is_long, literal, number, pieces, width

_STEP = 4
# What has more letters than this fits into no line, even if some of them stand above others.
_NO_LINE = 4 * LINE


class Printer:
    """Prints statements one after the other, and remembers the `names` that they need from `dogwatch.query`."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def statement(self, declared: Declared) -> str:
        """The statement, without a line break at its end."""
        return f"{declared.variable} = {self._printed(declared.value, 0, width(declared.variable) + 3, 0)}"

    def _printed(self, value: Any, indent: int, before: int, after: int) -> str:
        """The value at an indentation, with this much room taken before and behind it in its line."""
        flat = _flat(value)
        if flat is not None and indent + before + width(flat) + after <= LINE:
            self.names |= set(_names(value))
            return flat
        match value:
            case str() if is_long(value):
                return block(value, indent, after)
            case str():
                return _parenthesized(pieces(value, LINE - indent - _STEP), indent)
            case Expression():
                return self._printed(value.otherwise, indent, before, after)
            case Joined(parts):
                fits = flat is not None and indent + _STEP + width(flat) <= LINE
                return _parenthesized([flat] if flat and fits else _summands(parts), indent)
            case dict():
                return _exploded("{", [self._field(name, item, indent) for name, item in value.items()], "}", indent)
            case list() | tuple():
                return _exploded("[", [self._item(item, indent) for item in value], "]", indent)
            case Call():
                return self._call(value, indent)
            case Remarked():
                return self._printed(value.value, indent, before, after)
        assert flat is not None
        return flat

    def _call(self, call: Call, indent: int) -> str:
        """The call with a line for each argument; what is behind the dot of another call stands in the last one."""
        beginning = f"{self._call(call.of, indent)}.{call.function}" if call.of else call.function
        flat = _flat_arguments(call)
        if call.of and flat is not None:
            return f"{beginning}({flat})"
        parts = [self._item(item, indent) for item in call.first]
        parts += [self._keyword(name, item, indent) for name, item in call.keywords.items()]
        return _exploded(f"{beginning}(", parts, ")", indent)

    def _item(self, value: Any, indent: int) -> str:
        return _remark(value, indent) + self._printed(value, indent + _STEP, 0, 1)

    def _keyword(self, name: str, value: Any, indent: int) -> str:
        return _remark(value, indent) + f"{name}={self._printed(value, indent + _STEP, len(name) + 1, 1)}"

    def _field(self, name: str, value: Any, indent: int) -> str:
        key, last_line = _key(name, indent + _STEP)
        return _remark(value, indent) + f"{key}: {self._printed(value, indent + _STEP, width(last_line) + 2, 1)}"


def one_line(value: Any) -> str:
    """The value in one line, however long; only for what holds no remark and no long text."""
    text = _flat(value)
    assert text is not None
    return text


def _names(value: Any) -> Iterator[str]:
    """What a value that stands in a line needs from `dogwatch.query`."""
    match value:
        case Expression():
            yield from value.names
        case Call(_, first, keywords, of):
            for item in (*first, *keywords.values(), of):
                yield from _names(item)
        case dict():
            for item in value.values():
                yield from _names(item)
        case list() | tuple():
            for item in value:
                yield from _names(item)


def _key(name: str, indent: int) -> tuple[str, str]:
    """The name of a field, and what of it stands in the line in which the value begins."""
    flat = literal(name)
    if indent + width(flat) < LINE:
        return flat, flat
    return _parenthesized(pieces(name, LINE - indent - _STEP), indent), ")"


def _remark(value: Any, indent: int) -> str:
    return f"# {value.remark}\n{' ' * (indent + _STEP)}" if isinstance(value, Remarked) else ""


def _exploded(begin: str, parts: Sequence[str], end: str, indent: int) -> str:
    if not parts:
        return begin + end
    inner = " " * (indent + _STEP)
    return "".join([begin, "\n", *(f"{inner}{part},\n" for part in parts), " " * indent, end])


def _parenthesized(lines: Iterable[str], indent: int) -> str:
    inner = " " * (indent + _STEP)
    return "".join(["(\n", *(f"{inner}{line}\n" for line in lines), " " * indent, ")"])


def _summands(parts: Iterable[str | Name]) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield f"{'+ ' if place else ''}{_operand(part)}"


def _operand(part: str | Name) -> str:
    return literal(part) if isinstance(part, str) else part.text


def _flat(value: Any) -> str | None:
    """The value in one line; None where it has to have several, or fits into no line."""
    match value:
        case str():
            return None if is_long(value) else literal(value)
        case bool() | None:
            return repr(value)
        case int() | float():
            return number(value)
        case Name(text) | Expression(text):
            return text
        case Joined(parts):
            return " + ".join(map(_operand, parts))
        case dict():
            return _all("{", (_flat_field(name, item) for name, item in value.items()), "}")
        case list() | tuple():
            return _all("[", map(_flat, value), "]")
        case Call():
            return _flat_call(value)
        case Remarked():
            return None
    raise TypeError(f"nothing says how a {type(value).__name__} is printed")


def _flat_call(call: Call) -> str | None:
    arguments = _flat_arguments(call)
    of = _flat(call.of) if call.of else ""
    if arguments is None or of is None:
        return None
    return f"{of}.{call.function}({arguments})" if call.of else f"{call.function}({arguments})"


def _flat_arguments(call: Call) -> str | None:
    return _all("", chain(map(_flat, call.first), starmap(_flat_keyword, call.keywords.items())), "")


def _flat_keyword(name: str, value: Any) -> str | None:
    flat = _flat(value)
    return None if flat is None else f"{name}={flat}"


def _flat_field(name: str, value: Any) -> str | None:
    flat = _flat(value)
    return None if flat is None else f"{literal(name)}: {flat}"


def _all(begin: str, parts: Iterable[str | None], end: str) -> str | None:
    """The parts in one line; None as soon as one has to have several, or there is no room for more."""
    known: list[str] = []
    taken = 0
    for part in parts:
        if part is None:
            return None
        known.append(part)
        taken += len(part) + 2
        if taken > _NO_LINE:
            return None
    return f"{begin}{', '.join(known)}{end}"
