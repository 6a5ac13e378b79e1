"""A widget that an app of the organization draws, in the form that Datadog's interface writes."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    type: Literal["custom"]
    app_id: str
    custom_widget_key: str
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
