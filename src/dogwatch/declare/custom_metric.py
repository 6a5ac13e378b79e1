"""A metric of one's own, beside those that the instrumentation sends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from dogwatch.declare.several import several
from dogwatch.place import Place, here
from dogwatch.query import Source, Variable, metric

CustomMetricType = Literal["count", "distribution", "gauge", "rate"]


def _keys(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen
class CustomMetric:
    """What a metric means: `CustomMetric("shop.index.age", type="gauge", unit="second", description="…")`.

    `unit` is as Datadog spells it. `tags` are the keys that can be queried; Datadog keeps all of them where none is
    named, and then counts every combination as a custom metric. `percentiles` are for distributions.
    """

    name: str
    type: CustomMetricType = attrs.field(kw_only=True)
    description: str = attrs.field(kw_only=True)
    unit: str | None = attrs.field(default=None, kw_only=True)
    tags: tuple[str, ...] = attrs.field(default=(), converter=_keys, kw_only=True)
    percentiles: bool = attrs.field(default=False, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    @property
    def source(self) -> Source:
        """The metric as a query, scoped to the environment that a catalog is expanded for."""
        return metric(self.name).where(Variable("env"))
