"""Template variables: `$env`, `$os.family`, `$env.value`, alone or within a text."""

from __future__ import annotations

import re

from dogwatch.query.node import Span, set_read
from dogwatch.query.scope import Interpolated, Value, Variable

NAME = r"[A-Za-z_][\w-]*+(?:\.[\w-]++)*+"
_VARIABLE = re.compile(rf"\$({NAME})", re.ASCII)


def variable(name: str, span: Span) -> Variable:
    """The variable of that name, found there; `.value` and `.key` at its end say which half of it is meant."""
    if name.endswith(".value"):
        found = Variable(name[:-6], "value")
    elif name.endswith(".key"):
        found = Variable(name[:-4], "key")
    else:
        found = Variable(name)
    set_read(found, span)
    return found


def interpolated(value: str, text: str, start: int) -> Value:
    """The value that begins at `start`, with the variables in it as nodes; a text stays a text."""
    parts: list[str | Variable] = []
    done = 0
    for found in _VARIABLE.finditer(value):
        if done < found.start():
            parts.append(value[done : found.start()])
        done = found.end()
        parts.append(variable(found[1], (text, start + found.start(), start + done)))
    if not parts:
        return value
    if done < len(value):
        parts.append(value[done:])
    if len(parts) == 1 and isinstance(parts[0], Variable):
        return parts[0]
    whole = Interpolated(tuple(parts))
    set_read(whole, (text, start, start + len(value)))
    return whole
