"""What differs between declared metadata of a metric and what is found, and which catalog it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.fields import known_changes
from dogwatch.kinds.resource import Body, FieldChange

from .fields import FIELDS

# A metric belongs to the whole organisation, so its owner is a catalog, whatever the environment.
_OWNER = re.compile(r"\[dogwatch:([^\]/]+)\]\s*$")


def owner_line(catalog: str) -> str:
    """The last line of a description, which says whose the metric is."""
    return f"[dogwatch:{catalog}]"


def owner_of(found: Mapping[str, Any]) -> str | None:
    """The catalog that a metric's description names as its owner."""
    match = _OWNER.search(found.get("description") or "")
    return match.group(1) if match else None


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Everything that can be declared can be changed."""
    return True


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field in which the found metadata is not what was declared."""
    return list(known_changes("", FIELDS, declared, found))


def merged(declared: Body, found: Body) -> Body:
    """The body of the PUT: every field by name, so that one removed from the code goes back to nothing."""
    return {"metric": declared["metric"], **{name: declared.get(name) for name in FIELDS}}
