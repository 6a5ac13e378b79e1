"""What code of a package is worth, without running it: only functions and classes of `dogwatch.widgets` are called."""

from __future__ import annotations

from typing import Any

from dogwatch.adopt.code import Call, Expression
from dogwatch.declare import widgets

_ROOM = "widgets."


def value_of(code: Any) -> Any:
    """The value of literals, lists, queries by the builder, and calls of `widgets.…`. Raises what these raise."""
    match code:
        case Call(function, first, keywords):
            called = getattr(widgets, function.removeprefix(_ROOM))
            return called(*map(value_of, first), **{name: value_of(item) for name, item in keywords.items()})
        case Expression():
            return code.value
        case dict():
            return {name: value_of(item) for name, item in code.items()}
        case list() | tuple():
            return [value_of(item) for item in code]
    return code
