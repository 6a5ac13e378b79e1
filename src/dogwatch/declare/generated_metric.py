"""Metrics that Datadog computes from what it has anyway: from spans, from logs, and from what RUM sees in browsers.

Sources: Datadog's v2 API description (spans metrics, RUM metrics, logs metrics) and its pages on generating metrics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

import attrs

from dogwatch.declare.feature import Feature
from dogwatch.declare.several import several
from dogwatch.kinds import LASTING_EVENTS, LOG_METRIC, RUM_METRIC, SPAN_METRIC, NamedKind
from dogwatch.names import normalized_tag
from dogwatch.place import Place, here
from dogwatch.query import Source, Variable, metric

RumEventType = Literal["session", "view", "action", "error", "resource", "long_task", "vital"]
Uniqueness = Literal["match", "end"]
Groups = Mapping[str, str] | Iterable[str] | str

# By these monitors tell environments and services apart, whatever else a metric is grouped by.
_ALWAYS = (("env", "env"), ("service", "service"))


def _groups(value: Groups) -> tuple[tuple[str, str], ...]:
    """Paths with the tags that they become: without a name the path, less its @ (docs: generate metrics)."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple((path, _tag_of(path)) for path in several(value))


def _tag_of(path: object) -> str:
    return normalized_tag(path.removeprefix("@")) if isinstance(path, str) else ""


@attrs.frozen
class GeneratedMetric:
    """What is alike whatever the events are.

    Without a `path` events are counted; with one, such as "@duration", its values make a distribution. `feature` takes
    only the events of one feature, `filter` those that a search of Datadog's would find. `group_by` names paths that
    become tags, or `{path: tag}`; `env` and `service` always do, and `feature`, where there is one.
    """

    kind: ClassVar[NamedKind]
    path_of_the_feature: ClassVar[str]

    name: str
    description: str = attrs.field(kw_only=True)
    feature: Feature | None = attrs.field(default=None, kw_only=True)
    filter: str = attrs.field(default="*", kw_only=True)
    path: str | None = attrs.field(default=None, kw_only=True)
    percentiles: bool = attrs.field(default=False, kw_only=True)
    group_by: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_groups, kw_only=True)
    unit: str | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    @property
    def type(self) -> Literal["count", "distribution"]:
        """What the metric is, as Datadog names it."""
        return "count" if self.path is None else "distribution"

    @property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """All that it is grouped by: path and tag."""
        own = {path for path, _ in self.group_by}
        feature = [] if self.feature is None else [(self.path_of_the_feature, "feature")]
        return (*(pair for pair in (*_ALWAYS, *feature) if pair[0] not in own), *self.group_by)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that it has."""
        return tuple(tag for _, tag in self.groups)

    @property
    def source(self) -> Source:
        """The metric as a query, scoped to the environment that a catalog is expanded for."""
        return metric(self.name).where(Variable("env"))


@attrs.frozen
class SpanMetric(GeneratedMetric):
    """A span-based metric: `SpanMetric("shop.checkout.queries", feature=checkout, filter="type:sql", path="@duration",
    unit="nanosecond", description="…")`.

    Only spans that reach Datadog count, so what is sampled away is missing.
    """

    kind = SPAN_METRIC
    path_of_the_feature = "@feature"


@attrs.frozen
class LogMetric(GeneratedMetric):
    """A log-based metric: `LogMetric("shop.checkout.refused", feature=checkout, filter="status:error",
    group_by=["@error.kind"], description="…")`.

    All logs that come in count, also those that no index keeps (docs: logs, generate metrics).
    """

    kind = LOG_METRIC
    path_of_the_feature = "@feature"


@attrs.frozen
class RumMetric(GeneratedMetric):
    """A RUM-based metric: `RumMetric("shop.checkout.loading", feature=checkout, event_type="view",
    path="@view.loading_time", unit="nanosecond", description="…")`.

    `uniqueness` says when sessions and views count, which go on for a while: when they first "match", or at their
    "end". Only sessions that are sampled count.
    """

    kind = RUM_METRIC
    path_of_the_feature = "@context.feature"

    event_type: RumEventType = attrs.field(kw_only=True)
    uniqueness: Uniqueness | None = attrs.field(kw_only=True)

    @uniqueness.default
    def _first_match(self) -> Uniqueness | None:
        return "match" if self.event_type in LASTING_EVENTS else None
