"""A button that runs a workflow."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from dogwatch.kinds.dashboard.parts import Titled


class Input(TypedDict):
    name: str
    value: str


class Definition(Titled, total=False):
    type: Required[Literal["run_workflow"]]
    workflow_id: Required[str]
    inputs: list[Input]
