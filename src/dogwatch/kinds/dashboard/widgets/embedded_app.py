"""An app of App Builder."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Any, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class EmbeddedAppWidgetInput(Part):
    name: str
    value: Any


class Definition(Part):
    type: Literal["embedded_app"]
    app_id: str = ABSENT
    custom_links: list[WidgetCustomLink] = ABSENT
    description: Annotated[str, Meta(max_length=5000)] = ABSENT
    inputs: list[EmbeddedAppWidgetInput] = ABSENT
    template_id: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
