"""Objects that carry the mark and their owners as tags: monitors and SLOs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dogwatch.kinds.resource import FieldChange
from dogwatch.names import Mark, tag_key

# The catalog owns these keys of an object's tags with all their values; other keys are somebody else's.
OWNED_TAG_KEYS = frozenset(
    {"managed_by", "protected_by", "catalog", "team", "service", "env", "feature", "tier", "tells", "dogwatch"}
)


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The marks that a found object carries; more than one when people copied tags about."""
    return [mark for tag in found.get("tags") or () if (mark := Mark.read(tag))]


def tag_changes(declared: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[FieldChange]:
    """How the found tags of the catalog's keys differ from the declared ones; their order means nothing."""
    wanted, seen = declared.get("tags") or (), found.get("tags") or ()
    owned = _owned(wanted)
    before = sorted({tag for tag in seen if tag_key(tag) in owned})
    after = sorted(set(wanted))
    if before != after:
        yield FieldChange("tags", before, after)


def merged_tags(declared: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """The declared tags, and behind them the found ones whose keys are somebody else's."""
    wanted, seen = declared.get("tags") or (), found.get("tags") or ()
    owned = _owned(wanted)
    return list(dict.fromkeys([*wanted, *(tag for tag in seen if tag_key(tag) not in owned)]))


def _owned(wanted: Sequence[str]) -> frozenset[str]:
    return OWNED_TAG_KEYS | {tag_key(tag) for tag in wanted}
