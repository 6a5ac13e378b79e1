"""Which found widget is which declared one, so that ids survive and a change is shown where it was made.

Widgets have no name that stays: they are matched by their id where it was declared, then by content, then by type and
title, then by where they stand between widgets already matched.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body

from .canonical import content, key, nested

Partners = dict[int, int]
Widget = Mapping[str, Any]


def partners(declared: Sequence[Body], found: Sequence[Body]) -> Partners:
    """For the index of a declared widget the index of the found one that it is; none where it is new."""
    if len(declared) == len(found) and all(map(is_same, declared, found)):
        return {index: index for index in range(len(declared))}
    matched: Partners = {}
    for sign in (_id, _whole, _title):
        _pair(matched, _by(sign, declared), _by(sign, found))
    _pair(matched, _by_neighbour(declared, set(matched), lambda index: matched.get(index)), _between(found, matched))
    return matched


def is_same(declared: Widget, found: Widget) -> bool:
    """Whether two widgets show the same, with everything inside them; where they stand does not count."""
    inside, inside_found = nested(declared), nested(found)
    return (
        len(inside) == len(inside_found)
        and same(content(declared), content(found))
        and all(map(is_same, inside, inside_found))
    )


def type_of(widget: Widget) -> str:
    return str((widget.get("definition") or {}).get("type", ""))


def title_of(widget: Widget) -> str:
    return str((widget.get("definition") or {}).get("title") or "").strip()


Signs = list[tuple[int, Hashable]]


def _pair(matched: Partners, declared: Signs, found: Signs) -> None:
    """Adds the pairs that show the same sign, in the order in which they stand; what is matched stays so."""
    taken = set(matched.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, sign in found:
        if index not in taken:
            waiting[sign].append(index)
    for index, sign in declared:
        if index not in matched and waiting[sign]:
            matched[index] = waiting[sign].popleft()


def _by(sign: Callable[[Widget], Hashable | None], widgets: Sequence[Body]) -> Signs:
    signs = ((index, sign(widget)) for index, widget in enumerate(widgets))
    return [(index, shown) for index, shown in signs if shown is not None]


def _between(found: Sequence[Body], matched: Partners) -> Signs:
    taken = set(matched.values())
    return _by_neighbour(found, taken, lambda index: index)


def _by_neighbour(widgets: Sequence[Body], settled: set[int], name: Callable[[int], int | None]) -> Signs:
    """For every widget not yet matched its type and the last matched widget before it, as the found one is named."""
    signs: Signs = []
    before: int | None = None
    for index, widget in enumerate(widgets):
        if index in settled:
            before = name(index)
        else:
            signs.append((index, (before, type_of(widget))))
    return signs


def _id(widget: Widget) -> Hashable | None:
    id = widget.get("id")
    return None if id is None else (str(id), type_of(widget))


def _whole(widget: Widget) -> str:
    return key(_deep(widget))


def _deep(widget: Widget) -> Any:
    return [content(widget), [_deep(inside) for inside in nested(widget)]]


def _title(widget: Widget) -> Hashable | None:
    title = title_of(widget)
    return (type_of(widget), title) if title else None
