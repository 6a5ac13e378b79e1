"""A widget as it is compared: without ids, without what Datadog's interface fills in, conditional formats in one order.

Nothing of this is ever sent; what is sent is the declared widget as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body

from .defaults import AXES, AXIS, DEFINITION, FORMULA, LAYOUT, REQUEST, STYLE


def content(widget: Mapping[str, Any]) -> Body:
    """The definition of a widget as it is compared, without the widgets inside a group."""
    definition = widget.get("definition") or {}
    shown = {name: _part(name, value) for name, value in definition.items() if name != "widgets"}
    return without(shown, DEFINITION.get(definition.get("type", ""), {}))


def place(widget: Mapping[str, Any]) -> Body | None:
    """Where the widget says that it stands, if it does."""
    layout = widget.get("layout")
    return without(layout, LAYOUT) if isinstance(layout, Mapping) else None


def nested(widget: Mapping[str, Any]) -> list[Body]:
    """The widgets inside a group; none for any other widget."""
    return (widget.get("definition") or {}).get("widgets") or []


def key(value: Any) -> str:
    """A text that is the same for values that mean the same: numbers by value, keys in any order."""
    return json.dumps(_plain(value), sort_keys=True)


def without(value: Mapping[str, Any], defaults: Mapping[str, Any]) -> Body:
    """The fields that say something: neither null nor the default."""
    return {
        name: item
        for name, item in value.items()
        if item is not None and not (name in defaults and same(item, defaults[name]))
    }


def _part(name: str, value: Any) -> Any:
    if name == "requests" and isinstance(value, list):
        return [_request(request) if isinstance(request, Mapping) else request for request in value]
    if name in AXES and isinstance(value, Mapping):
        return without(value, AXIS) or None
    return value


def _request(request: Mapping[str, Any]) -> Body:
    shown = dict(request)
    if isinstance(style := shown.get("style"), Mapping):
        shown["style"] = without(style, STYLE)
    if isinstance(formulas := shown.get("formulas"), list):
        shown["formulas"] = [_formatted(formula) if isinstance(formula, Mapping) else formula for formula in formulas]
    return without(_formatted(shown), REQUEST)


def _formatted(part: Mapping[str, Any]) -> Body:
    """Datadog hands conditional formats back in any order, so they are compared in one."""
    shown = without(part, FORMULA)
    if isinstance(formats := shown.get("conditional_formats"), list):
        shown["conditional_formats"] = in_one_order(formats)
    return shown


def in_one_order(values: Iterable[Any]) -> list[Any]:
    """The values sorted by what they mean, for lists whose order says nothing."""
    return sorted(values, key=key)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    return [_plain(item) for item in value] if isinstance(value, list) else value
