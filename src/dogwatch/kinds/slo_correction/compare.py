"""What differs between a declared correction and a found one. It has no tags: its description ends with the mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import declared_changes, known_changes
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.names import Mark

from .fields import KNOWN, SERVER_OWNED

# What a request cannot take away, since Datadog refuses null.
_KEPT = ("end", "rrule", "duration", "slo_query")


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The mark in the last line of its description."""
    lines = str(attributes_of(found).get("description") or "").strip().splitlines()
    mark = Mark.read(lines[-1].strip()) if lines else None
    return [mark] if mark else []


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No correction makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a correction was made before another."""
    return bool((attributes_of(found).get("created_at") or 0) < (attributes_of(other).get("created_at") or 0))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """A correction without a mark is somebody's, whatever it says."""
    return False


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by: the first line of its description."""
    return next(iter(str(attributes_of(found).get("description") or "").strip().splitlines()), "")


def said(found: Body) -> Body:
    """What a found correction says itself."""
    attributes = {
        name: value for name, value in attributes_of(found).items() if name not in SERVER_OWNED and value is not None
    }
    return {"type": found["type"], "attributes": attributes}


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update does: the SLO stays, and what is there cannot be taken away."""
    seen, wanted = attributes_of(found), attributes_of(declared)
    is_cut = any(seen.get(name) is not None and name not in wanted for name in _KEPT)
    return not is_cut and seen.get("slo_id") == wanted.get("slo_id")


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every attribute in which the found correction is not what was declared."""
    wanted, seen = attributes_of(declared), attributes_of(found)
    return [*known_changes("", KNOWN, wanted, seen), *declared_changes("", set(KNOWN), wanted, seen)]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH, with defaults by name: it leaves alone what it does not name."""
    defaults = {name: field.default for name, field in KNOWN.items()}
    return {**declared, "attributes": {**defaults, **attributes_of(declared)}}
