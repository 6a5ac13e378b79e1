"""The fields of a system of the software catalog. Sources: Datadog's v2 API description (EntityV3System), recordings.

What dogwatch never writes, such as further owners, is compared when it is declared and kept when it is only found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.fields import Field, listing, mapping, owned_by_datadog, required, text, texts, unknown, wrong_types
from dogwatch.kinds.resource import Problem

API_VERSION = "v3"
KIND = "system"
NAMESPACE = "default"
SERVER_OWNED = frozenset({"id", "meta"})
METADATA_SERVER_OWNED = frozenset({"id", "managed"})

METADATA: Mapping[str, Field] = {
    "namespace": Field(text, default=NAMESPACE),
    "displayName": Field(text, default=""),
    "description": Field(text, default=""),
    "owner": Field(text, default=""),
    "links": Field(listing, default=(), same_as_default=([],)),
    "contacts": Field(listing, default=(), same_as_default=([],)),
}
SPEC: Mapping[str, Field] = {"lifecycle": Field(text, default=""), "tier": Field(text, default="")}

# What may stand beside, and in metadata and spec; Datadog refuses any other.
_TOP = frozenset({"apiVersion", "kind", "metadata", "spec", "integrations", "extensions", "datadog"})
_METADATA = frozenset({"name", "tags", "additionalOwners", "inheritFrom", *METADATA})
_SPEC = frozenset({"components", *SPEC})

# Of each item what it has to have, and what it may have.
_ITEMS = {
    "links": (("name", "type", "url"), ("provider",)),
    "contacts": (("type", "contact"), ("name",)),
    "additionalOwners": (("name",), ("type",)),
}
_FURTHER = {
    "integrations": ("pagerduty", "opsgenie"),
    "datadog": ("performanceData", "events", "logs", "pipelines", "codeLocations"),
}

# `service:shop-api`, `datastore:default/orders`.
_REFERENCE = re.compile(r"[a-z][\w.\-]*:(?:[^\s:/]+/)?[^\s/]+")


def reference_of(body: Mapping[str, Any]) -> str:
    """What names an entity among all: `system:default/checkout`. Another write under it replaces the entity."""
    metadata = part_of(body, "metadata")
    return f"{body.get('kind')}:{metadata.get('namespace') or NAMESPACE}/{metadata.get('name')}"


def part_of(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of an entity; empty where it is missing or malformed, which the check of the body reports."""
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared system that Datadog would refuse, and entities that are no systems."""
    found = [*owned_by_datadog("", body, SERVER_OWNED), *unknown("", body, _TOP, SERVER_OWNED), _kind(body)]
    if body.get("apiVersion") != API_VERSION:
        found.append(Problem("apiVersion", f"{body.get('apiVersion')!r}", f"write {API_VERSION!r}"))
    if (wrong := required(body, "metadata", mapping)) or (wrong := _no_mapping(body, "spec")):
        return [problem for problem in (*found, wrong) if problem]
    found += [*_metadata(body["metadata"]), *_spec(part_of(body, "spec")), *_further(body)]
    return [problem for problem in found if problem]


def _kind(body: Mapping[str, Any]) -> Problem | None:
    """A service is defined by those who run it; a definition from here would take the place of theirs."""
    if body.get("kind") == KIND:
        return None
    return Problem("kind", f"{body.get('kind')!r}: only systems are declared", f"write {KIND!r}")


def _no_mapping(body: Mapping[str, Any], name: str) -> Problem | None:
    expected = mapping(body[name]) if body.get(name) is not None else None
    return Problem(name, f"{body[name]!r}", f"write {expected}") if expected else None


def _further(body: Mapping[str, Any]) -> Iterator[Problem | None]:
    """What dogwatch never writes: Datadog refuses fields that it does not know."""
    for name, known in _FURTHER.items():
        if wrong := _no_mapping(body, name):
            yield wrong
        else:
            yield from unknown(f"{name}.", part_of(body, name), known)


def _metadata(metadata: Mapping[str, Any]) -> Iterator[Problem | None]:
    yield from owned_by_datadog("metadata.", metadata, METADATA_SERVER_OWNED)
    yield from unknown("metadata.", metadata, _METADATA, METADATA_SERVER_OWNED)
    yield from wrong_types("metadata.", metadata, METADATA)
    yield required(metadata, "name", text)
    for name in ("name", "namespace"):
        if metadata.get(name) == "":
            yield Problem(f"metadata.{name}", "is empty", "write at least one letter")
    if "tags" in metadata:
        yield required(metadata, "tags", texts)
    for name, (needed, allowed) in _ITEMS.items():
        yield from _items(f"metadata.{name}", metadata.get(name), needed, allowed)


def _items(path: str, items: Any, needed: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[Problem | None]:
    """Objects with these texts in them."""
    for item in items if isinstance(items, (list, tuple)) else ():
        if isinstance(item, Mapping):
            yield from unknown(f"{path}.", item, needed, allowed)
        missing = [name for name in needed if not isinstance(item, Mapping) or not isinstance(item.get(name), str)]
        if missing:
            yield Problem(path, f"{item!r} has no {', '.join(missing)}", "write an object with each as a text")


def _spec(spec: Mapping[str, Any]) -> Iterator[Problem | None]:
    yield from unknown("spec.", spec, _SPEC)
    yield from wrong_types("spec.", spec, SPEC)
    if "components" not in spec:
        return
    if expected := texts(spec["components"]):
        yield Problem("spec.components", f"{spec['components']!r}", f"write {expected}")
        return
    for component in spec["components"]:
        if not _REFERENCE.fullmatch(component):
            yield Problem("spec.components", f"{component!r}", "write a kind and a name, as in 'service:shop-api'")
