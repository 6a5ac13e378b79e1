"""Times that do not count for an SLO."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

import attrs

from dogwatch.declare.declaration import OWN_CATALOG, Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.moment import moment, span
from dogwatch.declare.slo import Slo
from dogwatch.values import Duration

Category = Literal["Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other"]


@attrs.frozen
class Correction(Declaration):
    """Leaves a time out of an SLO: `Correction("move", feature=checkout, slo="availability",
    start="2027-01-31T22:00+01:00", end="2027-02-01T02:00+01:00", category="Scheduled Maintenance", why="It moved")`.

    `slo` is an Slo, the name of one that the feature's objectives make, or a reference to one. What recurs has `every`,
    a rule of FREQ, INTERVAL, COUNT, UNTIL and BYDAY, and `lasts` in the place of an end (docs: SLOs, status
    corrections).
    """

    kind: ClassVar[str] = "slo_correction"

    slo: Slo | str = attrs.field(kw_only=True)
    category: Category = attrs.field(kw_only=True)
    start: datetime = attrs.field(converter=moment, kw_only=True)
    end: datetime | None = attrs.field(default=None, converter=moment, kw_only=True)
    every: str | None = attrs.field(default=None, kw_only=True)
    lasts: Duration | None = attrs.field(default=None, converter=span, kw_only=True)
    timezone: str = attrs.field(default="UTC", kw_only=True)

    @property
    def slo_reference(self) -> str:
        """What stands for the id of its SLO."""
        if isinstance(self.slo, Slo):
            return self.slo.reference
        if self.slo.startswith("${"):
            return self.slo
        path = f"{self.feature.name}/{self.slo}" if isinstance(self.feature, Feature) else self.slo
        return f"${{slo:{OWN_CATALOG}/{path}}}"
