"""The present value of a monitor. Its id is a text here."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    alert_id: str
    type: Literal["alert_value"]
    description: str = ABSENT
    precision: int = ABSENT
    text_align: Literal["center", "left", "right"] = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    unit: str = ABSENT
