"""What is promised about a feature: the share of its calls, or of time, that is good over 7, 30 or 90 days."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import attrs

from dogwatch.declare.limit import duration, optional_percent, percent
from dogwatch.declare.sli import Events, Limits, Sli, Slices
from dogwatch.place import Place, here
from dogwatch.query import Expr
from dogwatch.values import Duration, Percent

if TYPE_CHECKING:
    from dogwatch.declare.feature import FeatureMetrics

_MONTH = Duration(30 * 86400.0)


@attrs.frozen
class Promise(ABC):
    """A target over a time frame; it becomes an SLO and the alerts on its error budget.

    `warn` is a share above the target, below which the SLO turns yellow; `budget` adds an alert when that share of the
    error budget is gone. `why` says what the promise is good for.
    """

    target: Percent = attrs.field(converter=percent)
    over: Duration = attrs.field(default=_MONTH, converter=duration, kw_only=True)
    warn: Percent | None = attrs.field(default=None, converter=optional_percent, kw_only=True)
    budget: Percent | None = attrs.field(default=None, converter=optional_percent, kw_only=True)
    name: str = attrs.field(default="", kw_only=True)
    why: str = attrs.field(default="", kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    @property
    @abstractmethod
    def promised(self) -> str:
        """What is promised, in words: `99.9% of calls succeed`."""

    @abstractmethod
    def sli(self, metrics: FeatureMetrics) -> Sli:
        """What it is measured by."""


@attrs.frozen
class Availability(Promise):
    """Calls that succeed, among all that arrive: `Availability("99.9%", over="30d")`.

    Calls that never arrive are in neither number, so a feature with it needs `Traffic(min=...)` too.
    """

    name: str = attrs.field(default="availability", kw_only=True)

    @property
    def promised(self) -> str:
        return f"{self.target} of calls succeed"

    def sli(self, metrics: FeatureMetrics) -> Events:
        hits = metrics.hits.sum().as_count()
        return Events(good=hits.where(outcome="ok"), total=hits)


@attrs.frozen
class LatencyObjective(Promise):
    """Calls that succeed within a time, among all calls: `LatencyObjective("99%", within="400ms", over="30d")`.

    With `percentiles=False` the service counts them itself, by the tag `fast:true` of its calls, so that Datadog need
    not compute percentiles of the feature's durations.
    """

    within: Duration = attrs.field(converter=duration, kw_only=True)
    percentiles: bool = attrs.field(default=True, kw_only=True)
    name: str = attrs.field(default="latency", kw_only=True)

    @property
    def promised(self) -> str:
        return f"{self.target} of calls succeed within {self.within}"

    def sli(self, metrics: FeatureMetrics) -> Events:
        if not self.percentiles:
            hits = metrics.hits.sum().as_count()
            return Events(good=hits.where(fast="true", outcome="ok"), total=hits)
        fast = metrics.duration.count_where("<=", self.within.seconds)
        return Events(good=fast.where(outcome="ok").as_count(), total=metrics.duration.count().as_count())


@attrs.frozen
class Objective(Promise):
    """Good events among all, by any two queries of counts: `Objective("paid", "99.5%", good=..., total=...)`.

    The queries are expressions of `dogwatch.query`, such as `checkout.metrics.hits.sum().as_count()`, or Datadog's text
    with `$env` in the scope.
    """

    name: str = attrs.field()
    target: Percent = attrs.field(converter=percent)
    good: Expr | str = attrs.field(kw_only=True)
    total: Expr | str = attrs.field(kw_only=True)

    @property
    def promised(self) -> str:
        return f"{self.name}: {self.target} of the events are good"

    def sli(self, metrics: FeatureMetrics) -> Events:
        return Events(good=self.good, total=self.total)


@attrs.frozen
class TimeSlice(Promise):
    """Slices of time in which a query keeps to a limit: `TimeSlice("fresh", "99%", query=..., comparator="<", ...)`.

    `threshold` is in the unit of the metric; `slice` is "1m" or "5m". Slices without data count as good (docs: SLO,
    time slice).
    """

    name: str = attrs.field()
    target: Percent = attrs.field(converter=percent)
    query: Expr | str = attrs.field(kw_only=True)
    comparator: Limits = attrs.field(kw_only=True)
    threshold: float = attrs.field(kw_only=True)
    slice: Duration = attrs.field(default=Duration(300.0), converter=duration, kw_only=True)

    @property
    def promised(self) -> str:
        return f"{self.name}: good for {self.target} of the time"

    def sli(self, metrics: FeatureMetrics) -> Slices:
        return Slices(query=self.query, comparator=self.comparator, threshold=self.threshold, slice=self.slice)
