"""What a found object says without the mark of a catalog."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds import Body
from dogwatch.names import MANAGED_BY, MARK_KEY, PROTECTED_TAG, Mark, tag_key

# Where the mark of a kind stands: a tag, a line of a text, or the end of a name.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "dashboard": ("description",),
    "dashboard_list": ("name",),
    "downtime": ("attributes", "message"),
    "monitor": ("tags",),
    "notification_rule": ("attributes", "name"),
    "powerpack": ("attributes", "description"),
    "slo": ("tags",),
    "slo_correction": ("attributes", "description"),
    "synthetic_test": ("tags",),
    "system": ("metadata", "tags"),
}
_IN_A_NAME = re.compile(rf"\s*\[{MARK_KEY}:[^\[\]]+\]\s*\Z")


def without_marks(kind: str, body: Body, marks: Sequence[Mark]) -> Body:
    """The body without what these marks put there, and without the field where nothing is left."""
    return _replaced(body, _PLACES[kind], marks) if marks else body


def texts_of_marks(kind: str, body: Body) -> Body:
    """The body in which the text that a mark would stand in is as a mark leaves it: trimmed, and there if not empty."""
    path = _PLACES[kind]
    return body if path[-1] == "tags" else _replaced(body, path, ())


def _replaced(body: Mapping[str, Any], path: Sequence[str], marks: Sequence[Mark]) -> Body:
    first, *others = path
    if first not in body:
        return dict(body)
    value = _replaced(body[first], others, marks) if others else _without(first, body[first], marks)
    # In its old place, or gone with the mark.
    return {name: value if name == first else old for name, old in body.items() if name != first or value}


def _without(field: str, value: Any, marks: Sequence[Mark]) -> Any:
    if field == "tags":
        ours = {MANAGED_BY, PROTECTED_TAG, *(f"catalog:{mark.catalog}" for mark in marks)}
        return [tag for tag in value or () if tag not in ours and tag_key(tag) != MARK_KEY]
    if field == "name":
        return _IN_A_NAME.sub("", str(value)) if marks else str(value).strip()
    lines = str(value or "").splitlines(keepends=True)
    return "".join(line for line in lines if Mark.read(line.strip()) is None).strip()
