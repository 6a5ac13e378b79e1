"""The handles that a catalog tells, and what tells each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dogwatch.kinds import MONITOR, NOTIFICATION_RULE, SYNTHETIC_TEST, Body, Resource
from dogwatch.message import handles_in, read

_TELLING = frozenset({MONITOR.name, SYNTHETIC_TEST.name})


def told_by(resources: Iterable[Resource]) -> Mapping[str, Sequence[str]]:
    """By each handle the keys of those that tell it, whenever they do: monitors, tests, and rules of notification."""
    found: dict[str, dict[str, None]] = {}
    for resource in resources:
        for handle in _handles(resource):
            found.setdefault(handle, {})[resource.key] = None
    return {handle: list(keys) for handle, keys in found.items()}


def _handles(resource: Resource) -> Iterator[str]:
    if resource.kind in _TELLING:
        options = resource.body.get("options") or {}
        for text in (resource.body.get("message"), options.get("escalation_message")):
            yield from handles_in(read(text).without_blocks()) if isinstance(text, str) and "@" in text else ()
    elif resource.kind == NOTIFICATION_RULE.name:
        yield from _recipients(resource.body.get("attributes") or {})


def _recipients(attributes: Body) -> Iterator[str]:
    """Of a rule, which writes handles without their @."""
    conditional = attributes.get("conditional_recipients") or {}
    listed = [
        attributes.get("recipients") or (),
        conditional.get("fallback_recipients") or (),
        *(each.get("recipients") or () for each in conditional.get("conditions") or ()),
    ]
    yield from (f"@{recipient}" for recipients in listed for recipient in recipients)
