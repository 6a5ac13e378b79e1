"""References: `${slo:shop/checkout/availability}` stands wherever Datadog wants an id, also inside a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dogwatch.kinds.resource import Body, Resource

# Where the id of a dashboard stands in its address, this opens the list of them.
ALL_DASHBOARDS = "lists"

# Where references are there for people to follow: the message of a monitor, the metadata of a system with its links,
# the dashboards in a list.
_FOR_PEOPLE = ("message", "metadata", "dashboards")

# A kind that there is, or a key that begins with a catalog: of both together a slip in one is found. Other texts with
# `${` are somebody's shell or template; messages that were imported have them, and keep them.
_KIND = r"(?:monitor|slo|dashboard|metric_metadata|metric_tags)(?=:)"
_OF_A_CATALOG = r"[a-z_]+(?=:(?:\$catalog|[a-z][a-z0-9._\-]*)/)"
_REFERENCE = re.compile(rf"\$\{{({_KIND}|{_OF_A_CATALOG}):([^{{}}]+)\}}")

# In a list of so many, such as the widgets of a dashboard, most have no reference, which their JSON says soonest.
_MANY = 8

# A body has thousands of values, of which few are texts with a reference. What is none of these is passed over where it
# stands, without a call for it: that is three quarters of the time.
_LEAVES = frozenset({int, float, bool, type(None)})


class Reference(NamedTuple):
    """A declared object by its kind and key."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"${{{self.kind}:{self.key}}}"


Ids = Mapping[Reference, str]


class Circle(Exception):
    """Resources that refer to each other in a circle; `references` begins and ends with the same one."""

    def __init__(self, references: list[Reference]) -> None:
        super().__init__(" → ".join(map(str, references)))
        self.references = references


def references_in(value: Any) -> list[Reference]:
    """Every reference in a body, once each, in the order in which they stand."""
    found: dict[Reference, None] = {}
    _collect(value, found)
    return list(found)


def links_in(body: Body) -> list[Reference]:
    """What a body refers to for people to open and for nothing else, which holds nothing up."""
    followed = {name: body[name] for name in _FOR_PEOPLE if name in body and "${" in str(body[name])}
    if not followed:
        return []
    elsewhere = set(references_in({name: value for name, value in body.items() if name not in followed}))
    return [reference for reference in references_in(followed) if reference not in elsewhere]


def without_links(body: Body, links: Iterable[Reference] | None = None) -> Body:
    """The body with its links, or these of them, opening the list of dashboards instead."""
    ids = dict.fromkeys(links_in(body) if links is None else links, ALL_DASHBOARDS)
    opened: Body = resolved(body, ids) if ids else body
    return opened


def resolved(value: Any, ids: Ids) -> Any:
    """The value with the ids that are known in the place of their references; the others stay."""
    return replaced(value, ids.get)


def replaced(value: Any, put: Callable[[Reference], str | None]) -> Any:
    """The value with what `put` gives in the place of references; those for which it gives None stay.

    What holds no reference is not copied.
    """

    def text(old: str) -> str:
        return _REFERENCE.sub(lambda match: put(Reference(match[1], match[2])) or match[0], old)

    def tree(old: Any, items: Iterable[tuple[Any, Any]]) -> Any:
        """A dict or a list: the same one, or a copy of it where something in it was replaced."""
        new = None
        for place, item in items:
            kind = type(item)
            if kind in _LEAVES:
                continue
            if kind is str:
                if "${" not in item:
                    continue
                other: Any = text(item)
            elif kind is dict:
                other = tree(item, item.items())
            elif kind is list:
                other = tree(item, _holding(item) if len(item) > _MANY else enumerate(item))
            else:
                other = whole(item)
            if other is not item:
                new = old.copy() if new is None else new
                new[place] = other
        return old if new is None else new

    def whole(old: Any) -> Any:
        if isinstance(old, str):
            return text(old)
        if isinstance(old, dict):
            return tree(old, old.items())
        return tree(list(old), enumerate(old)) if isinstance(old, (list, tuple)) else old  # JSON knows lists alone

    return whole(value)


def _holding(items: list[Any]) -> Iterator[tuple[int, Any]]:
    """The items of a list that may hold a reference, with their places."""
    from msgspec.json import encode  # loaded with the first dashboard

    for place, item in enumerate(items):
        try:
            if b"${" in encode(item):
                yield place, item
        except (OverflowError, TypeError, ValueError):  # it is nothing that JSON can hold
            yield place, item


def in_order(resources: Iterable[Resource], needs: Callable[[Resource], Iterable[Reference]]) -> list[Resource]:
    """The resources so that each comes after what it needs, otherwise by kind and key; raises Circle."""
    by_reference = {Reference(resource.kind, resource.key): resource for resource in resources}
    graph = {
        reference: sorted(other for other in needs(by_reference[reference]) if other in by_reference)
        for reference in sorted(by_reference)
    }
    try:
        return [by_reference[reference] for reference in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise Circle(list(reversed(error.args[1]))) from None


def _collect(value: Any, found: dict[Reference, None]) -> None:
    if isinstance(value, str):
        found.update((Reference(match[1], match[2]), None) for match in _REFERENCE.finditer(value))
        return
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        kind = type(item)
        if "${" in item if kind is str else kind not in _LEAVES:
            _collect(item, found)
