"""The time that a widget shows, whatever the dashboard shows."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta, field

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class WidgetTime(Part):
    hide_incomplete_cost_data: bool = ABSENT
    live_span: Literal[
        "10m",
        "15m",
        "1d",
        "1h",
        "1m",
        "1mo",
        "1w",
        "1y",
        "2d",
        "30m",
        "3mo",
        "4h",
        "5m",
        "6mo",
        "alert",
        "month_to_date",
        "week_to_date",
    ] = ABSENT
    type: Literal["fixed", "live"] = ABSENT
    unit: Literal["day", "hour", "minute", "month", "week", "year"] = ABSENT
    value: Annotated[int, Meta(ge=1)] = ABSENT
    from_: Annotated[int, Meta(ge=0)] = field(name="from", default=ABSENT)
    to: Annotated[int, Meta(ge=0)] = ABSENT
