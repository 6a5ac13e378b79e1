"""Ids in bodies of what is gone, or created again under a new id: something else takes their place.

Ids of SLOs, dashboards and powerpacks look like nothing else and are replaced wherever they stand. A monitor's is a
number, and replaced only where a monitor is meant: in composites, in fields that hold ids, and in addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dogwatch.kinds.references import Reference
from dogwatch.kinds.resource import Body

# By kind and the id that an object had: the reference that stands for it, or another id.
Gone = Mapping[tuple[str, str], Reference | str]

_SLO = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_DASHBOARD = re.compile(r"(?<![\w-])[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}(?![\w-])")
_POWERPACK = re.compile(r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])")
_MONITOR = re.compile(r"\b\d+\b")
_MONITOR_ADDRESS = re.compile(r"(?<=/monitors/)\d+\b")
# By kind, how an id looks that is replaced wherever it stands.
_ANYWHERE = (
    ("slo", _SLO),
    ("dashboard", _DASHBOARD),
    ("powerpack", _POWERPACK),
    ("monitor", _MONITOR_ADDRESS),
)
# Fields of widgets, SLOs and downtimes that hold ids of monitors.
_OF_MONITORS = frozenset({"alert_id", "monitor_ids", "monitor_id"})


def healed(body: Body, gone: Gone) -> Body:
    """The body with the ids of what is gone replaced; as it stands where it names none of them."""
    if not gone:
        return body
    is_composite = body.get("type") == "composite"
    healed: Body = {
        name: _text(str(value), "monitor", _MONITOR, gone)
        if is_composite and name == "query"
        else _value(value, gone, holds_monitors=name in _OF_MONITORS)
        for name, value in body.items()
    }
    return healed


def _value(value: Any, gone: Gone, *, holds_monitors: bool = False) -> Any:
    if isinstance(value, dict):
        return {name: _value(item, gone, holds_monitors=name in _OF_MONITORS) for name, item in value.items()}
    if isinstance(value, list):
        return [_value(item, gone, holds_monitors=holds_monitors) for item in value]
    if holds_monitors and type(value) in (int, str):
        reference = gone.get(("monitor", str(value)))
        return value if reference is None else str(reference)
    if not isinstance(value, str):
        return value
    for kind, pattern in _ANYWHERE:
        value = _text(value, kind, pattern, gone)
    return value


def _text(text: str, kind: str, pattern: re.Pattern[str], gone: Gone) -> str:
    put: Callable[[re.Match[str]], str] = lambda met: str(gone.get((kind, met[0]), met[0]))  # noqa: E731
    return pattern.sub(put, text)
