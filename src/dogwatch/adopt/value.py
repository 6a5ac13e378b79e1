"""What code of a package is worth, without running it: only functions and classes of `dogwatch.widgets` are called."""

from __future__ import annotations

from functools import partial
from typing import Any

from dogwatch.adopt.code import Call, Expression
from dogwatch.declare import widgets

_ROOM = "widgets."


def value_of(code: Any, *, in_texts: bool = False) -> Any:
    """The value of literals, lists, queries by the builder, and calls of `widgets.…`. Raises what these raise.

    `in_texts` has queries by the builder stand as texts, as those do for which a line has no room.
    """
    of = partial(value_of, in_texts=in_texts)
    match code:
        case Call(function, first, keywords):
            called = getattr(widgets, function.removeprefix(_ROOM))
            return called(*map(of, first), **{name: of(item) for name, item in keywords.items()})
        case Expression():
            return code.otherwise if in_texts and code.otherwise is not None else code.value
        case dict():
            return {name: of(item) for name, item in code.items()}
        case list() | tuple():
            return [of(item) for item in code]
    return code
