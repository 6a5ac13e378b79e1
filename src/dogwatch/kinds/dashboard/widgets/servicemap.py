"""What calls a service and what it calls, in the form before maps of topologies."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    filters: Annotated[list[str], Meta(min_length=1)]
    service: str
    type: Literal["servicemap"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
