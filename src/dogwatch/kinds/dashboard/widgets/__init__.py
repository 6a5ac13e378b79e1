"""Types of widgets, a module each, loaded when a body has one; they check a body and never become one.

Source: Datadog's v1 API description (WidgetDefinition and what it refers to). Types that have no module here pass, and
so do fields that a type does not name: Datadog adds both all the time. What does not fit its type is a warning, since
the body goes to Datadog as it stands in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from dogwatch.kinds.resource import Problem

TYPES = frozenset(
    {
        "alert_graph",
        "alert_value",
        "change",
        "check_status",
        "distribution",
        "event_stream",
        "event_timeline",
        "free_text",
        "group",
        "heatmap",
        "iframe",
        "image",
        "list_stream",
        "manage_status",
        "note",
        "query_table",
        "query_value",
        "run_workflow",
        "slo",
        "sunburst",
        "timeseries",
        "toplist",
        "treemap",
    }
)

_SAID = re.compile(r"(?P<said>.*) - at `\$(?P<path>.*)`", re.DOTALL)


def warnings(body: Mapping[str, Any]) -> list[Problem]:
    """For each widget that does not fit its type the first thing in it that does not, those inside groups too.

    The body has passed `problems`, so every widget has a definition with a type.
    """
    return list(_warnings("", body["widgets"]))


def _warnings(prefix: str, widgets: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    for place, widget in enumerate(widgets):
        definition = widget["definition"]
        path = f"{prefix}widgets[{place}].definition"
        if definition["type"] in TYPES and (problem := _misfit(path, definition)):
            yield problem
        if definition["type"] == "group":
            yield from _warnings(f"{path}.", definition["widgets"])


def _misfit(path: str, definition: Mapping[str, Any]) -> Problem | None:
    from msgspec import ValidationError, convert  # loaded with the first typed widget

    try:
        convert(definition, _definition(definition["type"]))
    except ValidationError as error:
        return _problem(path, str(error))
    return None


@cache
def _definition(type: str) -> Any:
    return import_module(f"{__name__}.{type}").Definition


def _problem(path: str, error: str) -> Problem:
    """What the checker said, "Expected `str`, got `int` - at `$.title`", as a problem with its place."""
    match = _SAID.fullmatch(error)
    said, inner = (match["said"], match["path"]) if match else (error, "")
    expected, _, got = said.replace("`", "").partition(", got ")
    sentence = f"{expected[:1].lower()}{expected[1:]}"
    if got:
        return Problem(path + inner, f"it is {got}", sentence.replace("expected", "write", 1))
    return Problem(path + inner, sentence, "see Datadog's description of the widget; it may not be drawn as it stands")
