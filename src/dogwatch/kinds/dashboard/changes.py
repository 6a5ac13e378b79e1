"""How found widgets differ from declared ones: added, removed and moved ones once each, changed ones field by field."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body, FieldChange

from .canonical import content, nested, place
from .defaults import DEFINITION
from .match import Partners, partners, title_of, type_of


def widget_changes(prefix: str, declared: Sequence[Body], found: Sequence[Body]) -> Iterator[FieldChange]:
    """The changes of widgets and of those inside groups; a path names a widget by its title."""
    matched = partners(declared, found)
    names, names_found = _names(declared), _names(found)
    moved = _moved(matched)
    for index, widget in enumerate(declared):
        path = f"{prefix}widgets[{names[index]}]"
        if index not in matched:
            yield FieldChange(path, None, type_of(widget))
            continue
        yield from _changed(path, widget, found[matched[index]])
        if index in moved and not _stands_elsewhere(widget, found[matched[index]]):
            yield FieldChange(path, f"place {matched[index] + 1}", f"place {index + 1}")
    for index in sorted(set(range(len(found))) - set(matched.values())):
        yield FieldChange(f"{prefix}widgets[{names_found[index]}]", type_of(found[index]), None)


def _changed(path: str, declared: Body, found: Body) -> Iterator[FieldChange]:
    wanted, seen = content(declared), content(found)
    defaults = DEFINITION.get(type_of(declared), {})
    for name in dict.fromkeys((*wanted, *seen)):
        default = defaults.get(name)
        yield from _field(f"{path}.{name}", seen.get(name, default), wanted.get(name, default))
    if _stands_elsewhere(declared, found):
        yield FieldChange(f"{path}.layout", place(found), place(declared))
    if type_of(declared) == "group":
        yield from widget_changes(f"{path}.", nested(declared), nested(found))


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


def _stands_elsewhere(declared: Body, found: Body) -> bool:
    """Whether the layouts differ. Without a declared one a widget stands where the list puts it, whatever is found."""
    wanted = place(declared)
    return wanted is not None and not same(place(found), wanted)


def _names(widgets: Sequence[Body]) -> list[str]:
    """A name for each: its title where no other has it, else with its place in the list; its type without a title."""
    titles = [title_of(widget) for widget in widgets]
    count = Counter(titles)
    return [
        title if title and count[title] == 1 else f"{title or type_of(widget)} {number}"
        for number, (title, widget) in enumerate(zip(titles, widgets, strict=True), start=1)
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
