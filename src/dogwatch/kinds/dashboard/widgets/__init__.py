"""Types of widgets, a module each, loaded when a body has one; they check a body and never become one.

Source: the models of Datadog's own client, from which `make types` writes the modules, and what dashboards are known to
have besides. What a type does not know goes to Datadog as it stands, and is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from dogwatch.kinds.resource import Problem

TYPES = frozenset(
    {
        "alert_graph",
        "alert_value",
        "bar_chart",
        "change",
        "check_status",
        "cohort",
        "custom",
        "distribution",
        "embedded_app",
        "event_stream",
        "event_timeline",
        "free_text",
        "funnel",
        "geomap",
        "group",
        "heatgrid",
        "heatmap",
        "hostmap",
        "iframe",
        "image",
        "list_stream",
        "log_stream",
        "manage_status",
        "note",
        "point_plot",
        "powerpack",
        "query_table",
        "query_value",
        "retention_curve",
        "run_workflow",
        "sankey",
        "scatterplot",
        "servicemap",
        "slo",
        "slo_list",
        "split_group",
        "sunburst",
        "timeseries",
        "toplist",
        "topology_map",
        "trace_service",
        "treemap",
        "wildcard",
    }
)

# Types that hold the definitions of others.
_HOLDING = frozenset({"group", "split_group"})


def warnings(body: Mapping[str, Any]) -> list[Problem]:
    """For each widget what in it does not fit its type, those inside groups and split graphs too.

    The body has passed `problems`, so every widget has a definition with a type.
    """
    return list(_warnings("", body["widgets"]))


def _warnings(prefix: str, widgets: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    for place, widget in enumerate(widgets):
        definition = widget["definition"]
        if definition["type"] in _HOLDING or not _fits(definition):
            yield from _looked_into(f"{prefix}widgets[{place}].definition", definition)


def _looked_into(path: str, definition: Mapping[str, Any]) -> Iterator[Problem]:
    """What does not fit, in the definition itself and in those that it holds."""
    if not _fits(definition):
        yield from _misfits(path, definition)
    if definition["type"] == "group":
        yield from _warnings(f"{path}.", definition["widgets"])
    elif definition["type"] == "split_group":
        source = definition.get("source_widget_definition")
        # Whether it is one, and one that can be split, the split graph's own type says.
        if isinstance(source, Mapping) and source.get("type") in TYPES:
            yield from _looked_into(f"{path}.source_widget_definition", source)


def _fits(definition: Mapping[str, Any]) -> bool:
    from msgspec import ValidationError, convert  # loaded with the first widget

    if definition["type"] not in TYPES:
        return False
    try:
        convert(definition, _definition(definition["type"]))
    except ValidationError:
        return False
    return True


def _misfits(path: str, definition: Mapping[str, Any]) -> Iterator[Problem]:
    if definition["type"] not in TYPES:
        yield _unknown(f"{path}.type", definition["type"])
        return
    from dogwatch.kinds.dashboard.misfit import misfits  # loaded with the first misfit

    yield from misfits(path, definition, _definition(definition["type"]))


def _unknown(path: str, type: str) -> Problem:
    from dogwatch.nearest import nearest  # loaded with the first unknown type

    meant = nearest(type, TYPES)
    remedy = (
        f"did you mean {meant!r}?" if meant else "nothing checks it; what Datadog has added since is sent as it stands"
    )
    return Problem(path, f"{type!r} is no type of widget that is known here", remedy)


@cache
def _definition(type: str) -> Any:
    return import_module(f"{__name__}.{type}").Definition
