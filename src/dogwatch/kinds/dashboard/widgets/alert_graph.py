"""The graph of a monitor. Its id is a text here."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["alert_graph"]]
    alert_id: Required[str]
    viz_type: Required[Literal["timeseries", "toplist"]]
