"""The definition of an entity, checked, and in the form in which it is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dogwatch.local.api import errors

Definition = dict[str, Any]

NAMESPACE: Final = "default"
KINDS: Final = ("service", "datastore", "queue", "system", "api")
_VERSIONS: Final = ("v3", "v2.2", "v2.1", "v2")
_TOP: Final = ("apiVersion", "kind", "metadata", "integrations", "datadog", "spec", "extensions")

# The recorded answers show metadata in this order, whatever the order in which it was sent.
_METADATA: Final = (
    "name",
    "namespace",
    "displayName",
    "description",
    "inheritFrom",
    "owner",
    "additionalOwners",
    "tags",
    "links",
    "contacts",
)
_IGNORED: Final = ("id", "managed")
_SPECS: Final[Mapping[str, tuple[str, ...]]] = {
    "service": ("componentOf", "dependsOn", "languages", "lifecycle", "tier", "type"),
    "datastore": ("componentOf", "lifecycle", "tier", "type"),
    "queue": ("componentOf", "lifecycle", "tier", "type"),
    "system": ("components", "lifecycle", "tier"),
    "api": ("implementedBy", "interface", "lifecycle", "tier", "type"),
}
_DATADOG: Final = ("performanceData", "events", "logs", "pipelines", "codeLocations")
_INTEGRATIONS: Final = ("pagerduty", "opsgenie")
_LISTS_OF_TEXTS: Final = ("tags", "components", "componentOf", "dependsOn", "languages", "implementedBy")
_OBJECTS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    # What an item must have, and what it may have.
    "links": (("name", "type", "url"), ("provider",)),
    "contacts": (("type", "contact"), ("name",)),
    "additionalOwners": (("name",), ("type",)),
}


def taken(sent: Mapping[str, Any]) -> Definition:
    """A definition as it is stored: with a namespace, and without empty lists. Refuses (400) what would be refused."""
    _only(sent, _TOP, "")
    version, kind = sent.get("apiVersion"), sent.get("kind")
    if version not in _VERSIONS:
        raise errors.invalid("apiVersion", f"it must be one of {', '.join(_VERSIONS)}")
    if version != "v3":
        raise errors.not_emulated(f"entities of the schema {version}")
    if not isinstance(kind, str) or not kind:
        raise errors.invalid("kind", f"it must be one of {', '.join(KINDS)}")
    if kind not in KINDS:  # Datadog has those that people define
        raise errors.not_emulated(f"entities of the kind {kind}")
    said: Definition = {"apiVersion": version, "kind": kind, "metadata": _metadata(_object(sent, "metadata"))}
    known = {"integrations": _INTEGRATIONS, "datadog": _DATADOG, "spec": _SPECS[kind]}
    for name in _TOP[3:]:
        if sent.get(name) is not None:
            part = _object(sent, name)
            if name in known:
                _only(part, known[name], f"{name}.")
            said[name] = _part(name, part)
    return said


def reference(definition: Mapping[str, Any]) -> str:
    """`system:default/checkout`."""
    metadata = definition["metadata"]
    return f"{definition['kind']}:{metadata['namespace']}/{metadata['name']}"


def _metadata(sent: Mapping[str, Any]) -> Definition:
    _only(sent, (*_METADATA, *_IGNORED), "metadata.")
    said = {"namespace": NAMESPACE, **{name: value for name, value in sent.items() if value is not None}}
    for name in ("name", "namespace"):
        if not isinstance(said.get(name), str) or not said[name]:
            raise errors.invalid(f"metadata.{name}", "it must be a text of at least one letter")
    return {name: _checked(name, said[name]) for name in _METADATA if name in said and said[name] != []}


def _part(name: str, part: Mapping[str, Any]) -> Definition:
    if name in ("extensions", "integrations"):
        return dict(part)
    if name == "spec":
        return {key: _checked(key, value) for key, value in part.items() if value != []}
    return {key: _DATADOG_FORMS.get(key, lambda value: value)(part[key]) for key in _DATADOG if key in part}


def _named_queries(value: Any) -> Any:
    """Recorded: what is left out of a query comes back empty."""
    return [{"name": "", "query": "", **each} for each in value]


def _locations(value: Any) -> Any:
    """Recorded: paths that are none do not come back."""
    return [{name: part for name, part in each.items() if part != []} for each in value]


_DATADOG_FORMS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "events": _named_queries,
    "logs": _named_queries,
    "codeLocations": _locations,
}


def _checked(name: str, value: Any) -> Any:
    if name in _LISTS_OF_TEXTS:
        _check(name, value, isinstance(value, list) and all(isinstance(each, str) for each in value))
    elif name in _OBJECTS:
        needed, allowed = _OBJECTS[name]
        _check(name, value, isinstance(value, list) and all(isinstance(each, dict) for each in value))
        for each in value:
            _only(each, (*needed, *allowed), f"{name}.")
            _check(name, each, all(isinstance(each.get(part), str) for part in needed))
    elif name != "interface":
        _check(name, value, isinstance(value, str))
    return value


def _check(name: str, value: object, is_right: bool) -> None:
    if not is_right:
        raise errors.invalid(name, f"{value!r}")


def _object(sent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = sent.get(name)
    if not isinstance(value, dict):
        raise errors.invalid(name, "it must be an object")
    return value


def _only(said: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for name in said:
        if name not in known:
            raise errors.additional_property(f"{prefix}{name}")
