"""A widget as it is compared: without ids, without what Datadog's interface fills in, conditional formats in one order.

Nothing of this is ever sent; what is sent is the declared widget as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body

from .defaults import AXES, AXIS, DEFINITION, FORMULA, LAYOUT, QUERY, REQUEST, STYLE


@dataclass(frozen=True)
class Shown:
    """A widget as it is compared: `content` is its definition without the widgets of a group, which are `inside`."""

    body: Body
    type: str
    title: str
    content: Body
    place: Body | None
    inside: list[Shown]

    @property
    def id(self) -> str | None:
        """Its id as a text, whether it was written as one or as a number."""
        return None if self.body.get("id") is None else str(self.body["id"])


def shown(widgets: Sequence[Body]) -> list[Shown]:
    """The widgets of a dashboard or of a group, as they are compared."""
    return [_shown(widget, widget.get("definition") or {}) for widget in widgets]


def as_written(declared: Sequence[Body], found: Sequence[Body]) -> bool:
    """Whether the found widgets are the declared ones to the letter, ids aside; says no when their keys are ordered
    otherwise. Most dashboards are unchanged, and this tells it several times faster than comparing by meaning."""
    from msgspec.json import encode  # loaded with the first dashboard

    before, after = list(map(_without_id, found)), list(map(_without_id, declared))
    try:
        # By value, 1 is True; as JSON, what is no number that JSON can hold is null.
        return before == after and encode(before) == encode(after)
    except (OverflowError, TypeError, UnicodeEncodeError):
        return False


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


def widget_said(widget: Body) -> Body:
    """A widget without its id and without what the interface fills in, its fields and formats in their order; those
    inside it too.
    """
    definition = widget.get("definition") if isinstance(widget, Mapping) else None
    if not isinstance(definition, Mapping):
        return widget
    said = _definition_said({name: value for name, value in definition.items() if name != "widgets"})
    if isinstance(inside := definition.get("widgets"), list):
        said["widgets"] = list(map(widget_said, inside))
    further = {name: value for name, value in widget.items() if name not in ("id", "definition", "layout")}
    layout = widget.get("layout")
    place = {"layout": without(layout, LAYOUT)} if isinstance(layout, Mapping) else {}
    return {"definition": said, **place, **further}


def _definition_said(definition: Mapping[str, Any]) -> Body:
    parts = {name: _part_said(name, value) for name, value in definition.items()}
    return without(parts, DEFINITION.get(str(definition.get("type", "")), {}))


def _shown(widget: Body, definition: Body) -> Shown:
    said = _definition_said({name: value for name, value in definition.items() if name != "widgets"})
    layout = widget.get("layout")
    return Shown(
        body=widget,
        type=str(definition.get("type", "")),
        title=str(definition.get("title") or "").strip(),
        content={name: _in_order(name, value) for name, value in said.items()},
        place=without(layout, LAYOUT) if isinstance(layout, Mapping) else None,
        inside=shown(definition.get("widgets") or []),
    )


def _without_id(widget: Body) -> Body:
    """The widget without its id and those of what is inside it; itself, where there are none."""
    definition = widget.get("definition")
    if isinstance(definition, dict) and isinstance(inside := definition.get("widgets"), list):
        widget = {**widget, "definition": {**definition, "widgets": list(map(_without_id, inside))}}
    return {name: value for name, value in widget.items() if name != "id"} if "id" in widget else widget


def _part_said(name: str, value: Any) -> Any:
    if name == "requests" and isinstance(value, list):
        return [_request_said(request) if isinstance(request, Mapping) else request for request in value]
    if name in AXES and isinstance(value, Mapping):
        return without(value, AXIS) or None
    return value


def _request_said(request: Mapping[str, Any]) -> Body:
    said = dict(request)
    if isinstance(style := said.get("style"), Mapping):
        said["style"] = without(style, STYLE)
    if isinstance(formulas := said.get("formulas"), list):
        said["formulas"] = [without(each, FORMULA) if isinstance(each, Mapping) else each for each in formulas]
    if isinstance(queries := said.get("queries"), list):
        said["queries"] = [without(each, QUERY) if isinstance(each, Mapping) else each for each in queries]
    return without(said, REQUEST)


def _in_order(name: str, value: Any) -> Any:
    """Datadog hands conditional formats back in any order, so they are compared in one."""
    if name != "requests" or not isinstance(value, list):
        return value
    return [_formats_in_order(request) if isinstance(request, Mapping) else request for request in value]


def _formats_in_order(part: Mapping[str, Any]) -> Body:
    shown = dict(part)
    if isinstance(formats := shown.get("conditional_formats"), list):
        shown["conditional_formats"] = in_one_order(formats)
    if isinstance(formulas := shown.get("formulas"), list):
        shown["formulas"] = [_formats_in_order(each) if isinstance(each, Mapping) else each for each in formulas]
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
