"""When monitors tell nobody, once or by a rule of recurrence."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from dogwatch.declare.declaration import Declaration, texts
from dogwatch.declare.moment import moment, span
from dogwatch.declare.monitor import Monitor
from dogwatch.values import Duration


@attrs.frozen
class Downtime(Declaration):
    """Mutes monitors: `Downtime("move", feature=checkout, start="2027-01-31T22:00+01:00", end="2027-02-01T02:00+01:00",
    why="The database moves")`, or `every="FREQ=DAILY", start="2027-01-01T02:00", lasts="90m"`.

    Which monitors they are says `monitor`, or the tags in `filter`, of which a monitor must have all; else the feature,
    else the team. Of them it mutes the groups that Datadog's search in `scope` finds. Each environment has a downtime
    of its own, for its monitors. A time has its offset from UTC; of what recurs, `start` is the time in `timezone`. A
    downtime that is over is neither made again nor deleted (docs: monitors, downtimes).
    """

    kind: ClassVar[str] = "downtime"

    monitor: Monitor | str | None = attrs.field(default=None, kw_only=True)
    filter: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    scope: str = attrs.field(default="*", kw_only=True)
    start: datetime | None = attrs.field(default=None, converter=moment, kw_only=True)
    end: datetime | None = attrs.field(default=None, converter=moment, kw_only=True)
    every: str | None = attrs.field(default=None, kw_only=True)
    lasts: Duration | None = attrs.field(default=None, converter=span, kw_only=True)
    timezone: str = attrs.field(default="UTC", kw_only=True)
