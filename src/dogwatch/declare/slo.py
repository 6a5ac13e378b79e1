"""An SLO as people declare it, by hand or in a policy; objectives of features become SLOs by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from dogwatch.declare.declaration import Declaration
from dogwatch.declare.limit import duration, optional_percent, percent
from dogwatch.declare.sli import Sli
from dogwatch.declare.uptime import Uptime
from dogwatch.query import TimeFrame, written
from dogwatch.values import Duration, Percent

# Datadog has no others (v1 API description, SLOTimeframe).
TIME_FRAMES: dict[float, TimeFrame] = {7 * 86400.0: "7d", 30 * 86400.0: "30d", 90 * 86400.0: "90d"}


@attrs.frozen
class Slo(Declaration):
    """The share that is promised over a time frame of 7, 30 or 90 days, and what it is measured by.

    `title` and `what` say in words what is promised; `warn` is the share above the target below which the SLO turns
    yellow. `description` is the whole text that stands at the SLO, in the place of the one that dogwatch writes of
    `what`. An `sli` that has no name here is written in Datadog's own form, with its `type`.
    """

    kind: ClassVar[str] = "slo"

    target: Percent = attrs.field(converter=percent, kw_only=True)
    sli: Sli | Uptime | Mapping[str, Any] = attrs.field(kw_only=True)
    title: str = attrs.field(kw_only=True)
    what: str = attrs.field(default="", kw_only=True)
    description: str | None = attrs.field(default=None, kw_only=True)
    over: Duration = attrs.field(default=Duration(30 * 86400.0), converter=duration, kw_only=True)
    warn: Percent | None = attrs.field(default=None, converter=optional_percent, kw_only=True)

    @property
    def time_frame(self) -> TimeFrame:
        """The time frame as Datadog names it."""
        return TIME_FRAMES[self.over.seconds]


def percentage(share: Percent) -> float:
    """The share as Datadog writes it: 99.9 for 99.9%, with the three decimals that an SLO may have."""
    return written(round(share.fraction * 100, 3))
