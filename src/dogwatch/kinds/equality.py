"""When two JSON values mean the same to Datadog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# A declaration may hold tuples; JSON has only lists.
_LISTS = (list, tuple)
_WITHOUT_PARTS = frozenset({str, int, float, bool, type(None)})


def same(before: Any, after: Any) -> bool:
    """Equality of JSON values: numbers by value, a bool is never a number, null in an object is an absent key."""
    kind = type(before)
    if kind is type(after) and kind in _WITHOUT_PARTS:  # most are, and to ask for more takes longer
        return bool(before == after)
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        names = before.keys() | after.keys()
        return all(same(before.get(name), after.get(name)) for name in names)
    if isinstance(before, _LISTS) and isinstance(after, _LISTS):
        return len(before) == len(after) and all(map(same, before, after))
    return bool(before == after)


def covers(found: Any, declared: Any) -> bool:
    """Whether a found value holds the declared one; Datadog may add keys of its own to objects."""
    if isinstance(found, Mapping) and isinstance(declared, Mapping):
        return all(covers(found.get(name), value) for name, value in declared.items())
    if isinstance(found, _LISTS) and isinstance(declared, _LISTS):
        return len(found) == len(declared) and all(map(covers, found, declared))
    return same(found, declared)
