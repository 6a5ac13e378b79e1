"""What proves that an object is still the one that was planned for: a hash of what it says itself.

Not the time at which it was modified: that moves when Datadog touches an object, and a hand that takes a change back
leaves it moved. Not the body either: states, times and authors are Datadog's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from dogwatch.kinds import Body, Kind, ListedKind


def digest_of(kind: Kind, found: Body) -> str:
    """The hash of a found object: equal as long as nobody changes what a person could have written there."""
    said = kind.marks.said(found) if isinstance(kind, ListedKind) else found.get("attributes", found)
    return digest(said)


def digest(value: Any) -> str:
    """The hash of a value that JSON can hold, by what it says: in objects order means nothing, and 5 is 5.0."""
    said = _text(_canonical(value, _unordered))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()  # JSON can hold half of a pair


def exactly(value: Any) -> str:
    """The value as a text that two values share which say the same, item by item: 5 is 5.0, and 1 is not true."""
    return _text(_canonical(value, list))


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _unordered(items: list[Any]) -> list[Any]:
    """Datadog answers lists of tags, people and states in any order, from one reading to the next (recorded)."""
    return sorted(items) if all(isinstance(item, str) for item in items) else items


def _canonical(value: Any, ordered: Callable[[list[Any]], list[Any]]) -> Any:
    if isinstance(value, Mapping):
        return {name: _canonical(item, ordered) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return ordered([_canonical(item, ordered) for item in value])
    return int(value) if isinstance(value, float) and value.is_integer() else value
