"""Widgets that do something."""

from __future__ import annotations

from collections.abc import Mapping

from .widget import Widget, widget


def run_workflow(
    title: str,
    workflow_id: str,
    *,
    inputs: Mapping[str, str] | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """A button that runs a workflow; `inputs` are its arguments, values or variables such as `$env`."""
    definition = {
        "type": "run_workflow",
        "title": title,
        "workflow_id": workflow_id,
        "inputs": [{"name": name, "value": value} for name, value in (inputs or {}).items()] or None,
    }
    return widget(definition, width=width, height=height)
