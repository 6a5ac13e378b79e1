"""Which found widget is which declared one, so that ids survive and a change is shown where it was made.

Widgets have no name that stays: they are matched by their id where it was declared, then by content, then by type and
title, then by where they stand between widgets already matched.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from dogwatch.kinds.equality import same

from .canonical import Shown, key

Partners = dict[int, int]


def partners(declared: Sequence[Shown], found: Sequence[Shown]) -> Partners:
    """For the index of a declared widget the index of the found one that it is; none where it is new."""
    if len(declared) == len(found) and all(map(is_same, declared, found)):
        return {index: index for index in range(len(declared))}
    matched: Partners = {}
    for sign in (_id, _whole, _title):
        _pair(matched, _by(sign, declared), _by(sign, found))
    _pair(matched, _by_neighbour(declared, set(matched), matched.get), _between(found, matched))
    return matched


def is_same(declared: Shown, found: Shown) -> bool:
    """Whether two widgets show the same, with everything inside them; where they stand does not count."""
    return (
        len(declared.inside) == len(found.inside)
        and same(declared.content, found.content)
        and all(map(is_same, declared.inside, found.inside))
    )


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


def _by(sign: Callable[[Shown], Hashable | None], widgets: Sequence[Shown]) -> Signs:
    signs = ((index, sign(widget)) for index, widget in enumerate(widgets))
    return [(index, shown) for index, shown in signs if shown is not None]


def _between(found: Sequence[Shown], matched: Partners) -> Signs:
    taken = set(matched.values())
    return _by_neighbour(found, taken, lambda index: index)


def _by_neighbour(widgets: Sequence[Shown], settled: set[int], name: Callable[[int], int | None]) -> Signs:
    """For every widget not yet matched its type and the last matched widget before it, as the found one is named."""
    signs: Signs = []
    before: int | None = None
    for index, widget in enumerate(widgets):
        if index in settled:
            before = name(index)
        else:
            signs.append((index, (before, widget.type)))
    return signs


def _id(widget: Shown) -> Hashable | None:
    return (widget.id, widget.type) if widget.id else None


def _whole(widget: Shown) -> str:
    return key(_deep(widget))


def _deep(widget: Shown) -> list[Any]:
    return [widget.content, [_deep(inside) for inside in widget.inside]]


def _title(widget: Shown) -> Hashable | None:
    return (widget.type, widget.title) if widget.title else None
