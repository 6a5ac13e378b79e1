from __future__ import annotations

from dogwatch.declare.widgets import run_workflow

from .test_graphs import definition


def test_a_workflow_has_inputs_by_name() -> None:
    shown = definition(run_workflow("Restart", "0f1e", inputs={"env": "$env"}))
    assert (shown["workflow_id"], shown["inputs"]) == ("0f1e", [{"name": "env", "value": "$env"}])
    assert "inputs" not in definition(run_workflow("Restart", "0f1e"))
