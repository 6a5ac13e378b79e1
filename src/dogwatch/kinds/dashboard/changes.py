"""How found widgets differ from declared ones: added, removed and moved ones once each, changed ones field by field."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body, FieldChange

from .canonical import Shown, as_written, shown
from .defaults import DEFINITION
from .match import Partners, partners


def widget_changes(declared: Sequence[Body], found: Sequence[Body]) -> Iterator[FieldChange]:
    """The changes of widgets and of those inside groups; a path names a widget by its title."""
    if not as_written(declared, found):
        yield from _changes("", shown(declared), shown(found))


def _changes(prefix: str, declared: Sequence[Shown], found: Sequence[Shown]) -> Iterator[FieldChange]:
    matched = partners(declared, found)
    names, names_found = _names(declared), _names(found)
    moved = _moved(matched)
    for index, widget in enumerate(declared):
        path = f"{prefix}widgets[{names[index]}]"
        if index not in matched:
            yield FieldChange(path, None, widget.type)
            continue
        partner = found[matched[index]]
        yield from _changed(path, widget, partner)
        if index in moved and not _stands_elsewhere(widget, partner):
            yield FieldChange(path, f"place {matched[index] + 1}", f"place {index + 1}")
    for index in sorted(set(range(len(found))) - set(matched.values())):
        yield FieldChange(f"{prefix}widgets[{names_found[index]}]", found[index].type, None)


def _changed(path: str, declared: Shown, found: Shown) -> Iterator[FieldChange]:
    defaults = DEFINITION.get(declared.type, {})
    for name in dict.fromkeys((*declared.content, *found.content)):
        default = defaults.get(name)
        yield from _field(f"{path}.{name}", found.content.get(name, default), declared.content.get(name, default))
    if _stands_elsewhere(declared, found):
        yield FieldChange(f"{path}.layout", found.place, declared.place)
    if declared.inside or found.inside:
        yield from _changes(f"{path}.", declared.inside, found.inside)


def _field(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    """The innermost fields that differ: into objects, and into lists of the same length."""
    if same(before, after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*after, *before)):
            yield from _field(f"{path}.{name}", before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (item, other) in enumerate(zip(before, after, strict=True)):
            yield from _field(f"{path}[{index}]", item, other)
    else:
        yield FieldChange(path, before, after)


def _stands_elsewhere(declared: Shown, found: Shown) -> bool:
    """Whether the layouts differ. Without a declared one a widget stands where the list puts it, whatever is found."""
    return declared.place is not None and not same(found.place, declared.place)


def _names(widgets: Sequence[Shown]) -> list[str]:
    """A name for each: its title where no other has it, else with its place in the list; its type without a title."""
    count = Counter(widget.title for widget in widgets)
    return [
        widget.title if widget.title and count[widget.title] == 1 else f"{widget.title or widget.type} {number}"
        for number, widget in enumerate(widgets, start=1)
    ]


def _moved(matched: Partners) -> set[int]:
    """The declared widgets that stand in another order: all but a longest run of those whose order is the same."""
    order = [(index, matched[index]) for index in sorted(matched)]
    if all(before[1] < after[1] for before, after in pairwise(order)):
        return set()
    return {index for index, _ in order} - _longest_rising(order)


def _longest_rising(order: Sequence[tuple[int, int]]) -> set[int]:
    """The first halves of a longest subsequence whose second halves rise (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int | None] = []
    for at, (_, partner) in enumerate(order):
        pile = bisect_left(ends, partner)
        previous.append(last[pile - 1] if pile else None)
        ends[pile : pile + 1] = [partner]
        last[pile : pile + 1] = [at]
    at_last: int | None = last[-1]
    kept = set()
    while at_last is not None:
        kept.add(order[at_last][0])
        at_last = previous[at_last]
    return kept
