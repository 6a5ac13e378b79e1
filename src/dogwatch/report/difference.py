"""What differs between two values of a field, by lines: shared by every form in which a plan is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Any

# "-" for what goes, "+" for what comes, " " for what stays around it; and the line.
Line = tuple[str, str]

_ONE_LINE = 100


def is_long(value: Any) -> bool:
    """Whether a text needs lines of its own."""
    return isinstance(value, str) and ("\n" in value or len(value) > _ONE_LINE)


def difference(before: Any, after: Any) -> Iterator[Line]:
    """What two lists lose and gain, two texts line by line, and any other two values as they are."""
    if isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after)
    elif is_long(before) or is_long(after):
        yield from _of_texts(before, after)
    else:
        yield from (("-", shown(before)), ("+", shown(after)))


def shown(value: Any) -> str:
    """A value in a line: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)


def _of_texts(before: Any, after: Any) -> Iterator[Line]:
    """A long text as a difference by lines, with two lines around each change."""
    old, new = (str(value or "").splitlines() for value in (before, after))
    lines = list(unified_diff(old, new, lineterm="", n=2))[2:]
    return ((line[:1], line[1:]) for line in lines if not line.startswith("@@"))


def _of_lists(before: list[Any], after: list[Any]) -> Iterator[Line]:
    """What a list loses and gains, or its two orders."""
    lost, gained = _without(before, after), _without(after, before)
    if not lost and not gained:
        lost, gained = [before], [after]
    yield from (("-", shown(value)) for value in lost)
    yield from (("+", shown(value)) for value in gained)


def _without(values: Iterable[Any], others: list[Any]) -> list[Any]:
    return [value for value in values if value not in others]
