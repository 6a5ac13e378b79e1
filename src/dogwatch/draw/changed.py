"""Which widgets of a dashboard another one does not have."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .data import Body
from .tabs import as_groups, tabs_of


def changed(one: Body, other: Body) -> frozenset[str]:
    """The names of the widgets of `one`, as `Placed` has them, that `other` has nowhere; where they stand says nothing.

    A group is no widget of its own here, what it holds is; of tabs all are named.
    """
    left = Counter(said for _, said in _every(other))
    found = set()
    for name, said in _every(one):
        if left[said] < 1:
            found.add(name)
        left[said] -= 1
    return frozenset(found)


def _every(dashboard: Body) -> Iterator[tuple[str, str]]:
    return _widgets(as_groups(dashboard, tabs_of(dashboard)), "")


def _widgets(holder: Body, prefix: str) -> Iterator[tuple[str, str]]:
    """Names and definitions; ids stay with what is stored."""
    listed: Any = holder.get("widgets")
    widgets = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    for number, widget in enumerate(widgets):
        definition: Any = widget.get("definition")
        if isinstance(definition, Mapping) and definition.get("type") == "group":
            yield from _widgets(definition, f"{prefix}{number}-")
        else:
            yield f"{prefix}{number}", json.dumps(definition, sort_keys=True, default=str)
