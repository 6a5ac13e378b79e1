"""A query of what an SLO measures."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.uptime import Uptime

from .source_query import SourceQuery
from .widget import said

SloMeasure: TypeAlias = Literal[
    "bad_events",
    "bad_minutes",
    "burn_rate",
    "error_budget_burndown",
    "error_budget_remaining",
    "good_events",
    "good_minutes",
    "slo_status",
]


@attrs.frozen
class SloQuery(SourceQuery):
    """What an SLO measures; a text is a reference `${slo:shop/checkout/availability}` or an id."""

    of: Slo | str
    measure: SloMeasure = "burn_rate"
    slo_query_type: Literal["metric", "monitor", "time_slice"] | None = attrs.field(default=None, kw_only=True)
    group_mode: Literal["overall", "components"] = attrs.field(default="overall", kw_only=True)
    additional_query_filters: str = attrs.field(default="*", kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        return said(
            {
                "data_source": "slo",
                "name": name,
                "slo_id": self.of.reference if isinstance(self.of, Slo) else self.of,
                "measure": self.measure,
                "slo_query_type": self.slo_query_type or self._type,
                "group_mode": self.group_mode,
                "additional_query_filters": self.additional_query_filters,
            }
        )

    @property
    def _type(self) -> str | None:
        if not isinstance(self.of, Slo):
            return None
        match self.of.sli:
            case Events():
                return "metric"
            case Slices():
                return "time_slice"
            case Uptime():
                return "monitor"
            case own:
                return str(own.get("type"))
