"""A button that runs a workflow."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class RunWorkflowWidgetInput(Part):
    name: str
    value: str


class Definition(Part):
    type: Literal["run_workflow"]
    workflow_id: str
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    inputs: list[RunWorkflowWidgetInput] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
