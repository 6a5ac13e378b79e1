"""Queries of other sources than metrics: logs, spans and other events, processes, APM, costs.

Each becomes a query of a request as Datadog's v1 API describes it (FormulaAndFunctionQueryDefinition).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.declare.declaration import texts
from dogwatch.declare.several import several

from .shape import Argument
from .source_query import SourceQuery
from .widget import said

EventSource: TypeAlias = Literal[
    "audit",
    "ci_pipelines",
    "ci_tests",
    "errors",
    "events",
    "incident_analytics",
    "llm_observability",
    "logs",
    "network",
    "network_device_flows",
    "on_call_events",
    "product_analytics",
    "profiles",
    "rum",
    "security_signals",
    "spans",
]
Aggregation: TypeAlias = Literal[
    "avg", "cardinality", "count", "max", "median", "min", "pc75", "pc90", "pc95", "pc98", "pc99", "sum"
]
Order: TypeAlias = Literal["asc", "desc"]


@attrs.frozen
class GroupBy(Argument):
    """The values of a facet that have most, or `order="asc"` least."""

    facet: str
    limit: int = 10
    order: Order = attrs.field(default="desc", kw_only=True)
    should_exclude_missing: bool | None = attrs.field(default=None, kw_only=True)


def _groups(by: str | GroupBy | Iterable[str | GroupBy]) -> tuple[GroupBy, ...]:
    return tuple(GroupBy(each) if isinstance(each, str) else each for each in several(by))


@attrs.frozen
class EventQuery(SourceQuery):
    """Logs, spans or other events, counted or measured: `EventQuery("logs", "status:error", by=["service"])`.

    `compute` without `metric` counts. `interval` is the span of a point in milliseconds.
    """

    data_source: EventSource
    search: str = ""
    compute: Aggregation = attrs.field(default="count", kw_only=True)
    metric: str | None = attrs.field(default=None, kw_only=True)
    interval: int | None = attrs.field(default=None, kw_only=True)
    by: tuple[GroupBy, ...] = attrs.field(default=(), converter=_groups, kw_only=True)
    indexes: tuple[str, ...] = attrs.field(default=("*",), converter=texts, kw_only=True)
    storage: str | None = attrs.field(default=None, kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        compute = {"aggregation": self.compute, "metric": self.metric, "interval": self.interval}
        return said(
            {
                "data_source": self.data_source,
                "name": name,
                "search": {"query": self.search},
                "compute": said(compute),
                "group_by": [self._group(group) for group in self.by] or None,
                "indexes": list(self.indexes),
                "storage": self.storage,
            }
        )

    def _group(self, group: GroupBy) -> dict[str, Any]:
        sort = {"aggregation": self.compute, "metric": self.metric, "order": group.order}
        fields = {"facet": group.facet, "limit": group.limit, "sort": said(sort)}
        return said({**fields, "should_exclude_missing": group.should_exclude_missing})


@attrs.frozen
class ProcessQuery(SourceQuery):
    """A metric of processes or containers, by process: `ProcessQuery("process.stat.cpu.total_pct")`."""

    metric: str
    data_source: Literal["process", "container"] = attrs.field(default="process", kw_only=True)
    text_filter: str | None = attrs.field(default=None, kw_only=True)
    tag_filters: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    limit: int = attrs.field(default=10, kw_only=True)
    sort: Order = attrs.field(default="desc", kw_only=True)
    is_normalized_cpu: bool | None = attrs.field(default=None, kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        fields = {**attrs.asdict(self), "tag_filters": list(self.tag_filters)}
        return said({"name": name, "aggregator": aggregator, **fields})


@attrs.frozen
class ApmResourceQuery(SourceQuery):
    """What APM knows of a service's resources: `ApmResourceQuery("latency_p95", "shop-api")`."""

    stat: Literal[
        "error_rate",
        "errors",
        "hits",
        "latency_avg",
        "latency_distribution",
        "latency_max",
        "latency_p50",
        "latency_p75",
        "latency_p90",
        "latency_p95",
        "latency_p99",
    ]
    service: str
    env: str = attrs.field(default="$env", kw_only=True)
    operation_name: str | None = attrs.field(default=None, kw_only=True)
    resource_name: str | None = attrs.field(default=None, kw_only=True)
    group_by: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    primary_tag_name: str | None = attrs.field(default=None, kw_only=True)
    primary_tag_value: str | None = attrs.field(default=None, kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        fields = {**attrs.asdict(self), "group_by": list(self.group_by) or None}
        return said({"data_source": "apm_resource_stats", "name": name, **fields})


@attrs.frozen
class ApmDependencyQuery(SourceQuery):
    """What a service spends on what it calls, or what calls it costs it (`is_upstream`)."""

    stat: Literal[
        "avg_duration",
        "avg_root_duration",
        "avg_spans_per_trace",
        "error_rate",
        "pct_exec_time",
        "pct_of_traces",
        "total_traces_count",
    ]
    service: str
    operation_name: str
    resource_name: str
    env: str = attrs.field(default="$env", kw_only=True)
    is_upstream: bool | None = attrs.field(default=None, kw_only=True)
    primary_tag_name: str | None = attrs.field(default=None, kw_only=True)
    primary_tag_value: str | None = attrs.field(default=None, kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        return said({"data_source": "apm_dependency_stats", "name": name, **attrs.asdict(self)})


@attrs.frozen
class ApmQuery(SourceQuery):
    """A metric that APM makes of spans: `ApmQuery("hits_per_second", service="shop-api")`."""

    stat: Literal[
        "apdex",
        "error_rate",
        "errors",
        "errors_per_second",
        "hits",
        "hits_per_second",
        "latency_avg",
        "latency_distribution",
        "latency_max",
        "latency_p50",
        "latency_p75",
        "latency_p90",
        "latency_p95",
        "latency_p99",
        "latency_p999",
        "total_time",
    ]
    service: str | None = attrs.field(default=None, kw_only=True)
    operation_name: str | None = attrs.field(default=None, kw_only=True)
    operation_mode: str | None = attrs.field(default=None, kw_only=True)
    resource_name: str | None = attrs.field(default=None, kw_only=True)
    resource_hash: str | None = attrs.field(default=None, kw_only=True)
    span_kind: Literal["client", "consumer", "internal", "producer", "server"] | None = attrs.field(
        default=None, kw_only=True
    )
    query_filter: str | None = attrs.field(default=None, kw_only=True)
    group_by: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    peer_tags: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        lists = {"group_by": list(self.group_by) or None, "peer_tags": list(self.peer_tags) or None}
        return said({"data_source": "apm_metrics", "name": name, **attrs.asdict(self), **lists})


@attrs.frozen
class CostQuery(SourceQuery):
    """Costs of the cloud, written as a query of metrics: `CostQuery("sum:aws.cost.net.amortized{*} by {team}")`."""

    query: str
    aggregator: Literal["avg", "last", "max", "min", "percentile", "sum"] = attrs.field(default="sum", kw_only=True)

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        return {
            "data_source": "cloud_cost",
            "name": name,
            "query": self.query,
            "aggregator": aggregator or self.aggregator,
        }


@attrs.frozen
class RawQuery(SourceQuery):
    """A query in Datadog's own form, of a source that has no class here; its name is given by the request."""

    body: Mapping[str, Any]

    def written(self, name: str, aggregator: str | None = None) -> dict[str, Any]:
        return {**self.body, "name": name}
