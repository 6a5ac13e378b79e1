"""What differs between a declared system and a found one. The mark is a tag; a name is whose who took it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds import tagged
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.names import Mark

from .fields import METADATA, METADATA_SERVER_OWNED, SERVER_OWNED, SPEC, part_of, reference_of

# What is settled one by one; everything else counts when it is declared.
_TOP = frozenset({"metadata", "spec"})


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The marks among its tags."""
    return tagged.marks_of(part_of(found, "metadata"))


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No system makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an entity was made before another."""
    return _made(found) < _made(other)


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """A system without a mark is somebody's, whatever it says."""
    return False


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by."""
    return str(part_of(found, "metadata").get("name", ""))


def said(found: Body) -> Body:
    """What a found entity says itself."""
    body = {name: value for name, value in found.items() if name not in SERVER_OWNED}
    body["metadata"] = without_defaults(METADATA, _without_owned(found))
    return body


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update does: under another name it is another entity."""
    return reference_of(found) == reference_of(declared)


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field in which the found system is not what was declared; the order of components means nothing."""
    return [
        *_metadata(part_of(declared, "metadata"), _without_owned(found)),
        *_spec(part_of(declared, "spec"), part_of(found, "spec")),
        *declared_changes("", _TOP, declared, found),
    ]


def merged(declared: Body, found: Body) -> Body:
    """The body of the upsert, which replaces the whole: what nobody declared and nobody here knows is carried along."""
    seen, wanted = _without_owned(found), part_of(declared, "metadata")
    metadata = {**_unknown(seen, METADATA), **wanted}
    if tags := tagged.merged_tags(wanted, seen):
        metadata["tags"] = tags
    spec = {**_unknown(part_of(found, "spec"), {**SPEC, "components": None}), **part_of(declared, "spec")}
    carried = {name: value for name, value in found.items() if name not in SERVER_OWNED}
    return {**carried, **declared, "metadata": metadata, "spec": spec}


def _metadata(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[FieldChange]:
    yield from known_changes("metadata.", METADATA, wanted, seen)
    for change in tagged.tag_changes(wanted, seen):
        yield FieldChange("metadata.tags", change.before, change.after)
    yield from declared_changes("metadata.", {"tags", *METADATA}, wanted, seen)


def _spec(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[FieldChange]:
    yield from known_changes("spec.", SPEC, wanted, seen)
    before, after = (sorted(side.get("components") or ()) for side in (seen, wanted))
    if before != after:
        yield FieldChange("spec.components", before, after)
    yield from declared_changes("spec.", {"components", *SPEC}, wanted, seen)


def _without_owned(found: Mapping[str, Any]) -> dict[str, Any]:
    metadata = part_of(found, "metadata")
    return {name: value for name, value in metadata.items() if name not in METADATA_SERVER_OWNED}


def _unknown(seen: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in seen.items() if name not in known}


def _made(found: Mapping[str, Any]) -> str:
    return str(part_of(found, "meta").get("createdAt", ""))
