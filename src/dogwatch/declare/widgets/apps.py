"""Workflows, apps and drawings of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from .arguments import constructor
from .frame import Align, Link, Linked, Size, Time, framed
from .graphs import Display
from .requests import Formulas, Queries
from .widget import Widget


@constructor
def run_workflow(
    title: str, workflow_id: str, *, inputs: Mapping[str, str] | None = None, **frame: Unpack[Linked]
) -> Widget:
    """A button that runs a workflow; `inputs` are its arguments, values or variables such as `$env`."""
    return framed("run_workflow", title, frame, {"workflow_id": workflow_id, "inputs": _inputs(inputs)})


@constructor
def embedded_app(
    title: str, app_id: str, *, inputs: Mapping[str, Any] | None = None, **frame: Unpack[Linked]
) -> Widget:
    """An app of App Builder; `inputs` are its arguments."""
    return framed("embedded_app", title, frame, {"app_id": app_id, "inputs": _inputs(inputs)})


@constructor
def custom(
    title: str,
    app_id: str,
    custom_widget_key: str,
    *,
    title_align: Align | None = None,
    title_size: int | None = None,
    **frame: Unpack[Size],
) -> Widget:
    """A widget that an installed app draws. Datadog describes it nowhere; exported dashboards have it."""
    around = {"title_align": title_align, "title_size": title_size, **frame}
    return framed("custom", title, around, {"app_id": app_id, "custom_widget_key": custom_widget_key})


@constructor
def wildcard(
    title: str,
    queries: Queries,
    specification: Mapping[str, Any],
    *,
    over_time: bool = False,
    display: Display | None = None,
    time: Time | None = None,
    custom_links: Iterable[Link] = (),
    title_align: Align | None = None,
    title_size: int | None = None,
    **frame: Unpack[Size],
) -> Widget:
    """Anything that Vega-Lite draws of the answer to queries: their numbers, or with `over_time` their series.

    The specification names the columns of the answer: `{"mark": "bar", "encoding": {"x": {"field": "env"}, …}}`.
    """
    asked = Formulas(queries)
    request = {**asked.over_time, "display_type": display or "line"} if over_time else asked.as_numbers()
    fields = {"requests": [request], "specification": {"type": "vega-lite", "contents": dict(specification)}}
    around = {"time": time, "custom_links": custom_links, "title_align": title_align, "title_size": title_size, **frame}
    return framed("wildcard", title, around, fields)


def _inputs(inputs: Mapping[str, Any] | None) -> list[dict[str, Any]] | None:
    return [{"name": name, "value": value} for name, value in (inputs or {}).items()] or None
