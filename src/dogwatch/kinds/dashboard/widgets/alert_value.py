"""The present value of a monitor. Its id is a text here."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Align, Titled


class Definition(Titled, total=False):
    type: Required[Literal["alert_value"]]
    alert_id: Required[str]
    precision: int
    text_align: Align
    unit: str
