"""The widgets of a dashboard: their ids, and the little of their bodies that is checked.

The real server checks bodies deeply and in long texts that hardly a recording shows; here every body is taken that is
an object with a `type`, also of a type nobody knows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from dogwatch.local.api import errors

Widget = dict[str, Any]

_SMALLEST_ID, _LARGEST_ID = 10**14, 2**53 - 1


def check(sent: object) -> None:
    """Refuses (400) what is no list of widgets, in groups too."""
    if not isinstance(sent, list):
        raise errors.dashboard_invalid("widgets", sent)
    for position, widget in enumerate(sent):
        definition = widget.get("definition") if isinstance(widget, dict) else None
        if not isinstance(definition, dict):
            raise errors.dashboard_invalid("widgets", widget)
        _check_widget(position, widget, definition)


def _check_widget(position: int, widget: Widget, definition: dict[str, Any]) -> None:
    type = definition.get("type")
    if not isinstance(type, str):
        raise errors.widget_invalid(position, type, "'type' is a required property")
    if "id" in widget and (isinstance(widget["id"], bool) or not isinstance(widget["id"], int)):
        raise errors.widget_invalid(position, type, f"the id {widget['id']!r} is no integer")
    if "widgets" in definition:
        check(definition["widgets"])


def numbered(sent: list[Widget]) -> list[Widget]:
    """The widgets, each with an id behind its other fields if it had none; those in groups too."""
    return [_numbered(widget) for widget in sent]


def _numbered(widget: Widget) -> Widget:
    definition = widget["definition"]
    if "widgets" in definition:
        widget = {**widget, "definition": {**definition, "widgets": numbered(definition["widgets"])}}
    return widget if "id" in widget else {**widget, "id": random.randint(_SMALLEST_ID, _LARGEST_ID)}


def slos(widgets: list[Widget]) -> Iterator[str]:
    """The ids of the SLOs that widgets show."""
    for widget in widgets:
        yield from _slos_in(widget["definition"])


def _slos_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("slo_id"), str):
            yield value["slo_id"]
        for inner in value.values():
            yield from _slos_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _slos_in(inner)
