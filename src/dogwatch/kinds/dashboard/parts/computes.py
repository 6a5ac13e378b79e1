"""How events become numbers, and over which spans."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal, TypeAlias

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class CalendarInterval(Part):
    type: Literal["day", "hour", "minute", "month", "quarter", "week", "year"]
    alignment: str = ABSENT
    quantity: int = ABSENT
    timezone: str = ABSENT


EventsAggregation: TypeAlias = str
