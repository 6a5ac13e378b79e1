"""Queries by their names, of each source."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.journeys import (
    ProductAnalyticsAudienceFilters,
    ProductAnalyticsBaseQuery,
    ProductAnalyticsExtendedCompute,
    ProductAnalyticsExtendedGroupBy,
    RetentionCompute,
    RetentionGroupBy,
    RetentionSearch,
    UserJourneyFormulaCompute,
    UserJourneyFormulaGroupBy,
    UserJourneySearch,
)
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.sorts import FormulaAndFunctionEventQueryGroupBySort


class FormulaAndFunctionMetricQueryDefinition(Part, tag_field="data_source", tag="metrics"):
    name: str
    query: str
    aggregator: Literal["area", "avg", "l2norm", "last", "max", "min", "percentile", "sum"] = ABSENT
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    semantic_mode: Literal["combined", "native"] = ABSENT


class FormulaAndFunctionEventQueryDefinitionCompute(Part):
    aggregation: Literal[
        "avg", "cardinality", "count", "max", "median", "min", "pc75", "pc90", "pc95", "pc98", "pc99", "sum"
    ]
    interval: int = ABSENT
    metric: str = ABSENT


class FormulaAndFunctionEventQueryGroupBy(Part):
    facet: str
    limit: int = ABSENT
    sort: FormulaAndFunctionEventQueryGroupBySort = ABSENT
    should_exclude_missing: bool = ABSENT


class FormulaAndFunctionEventQueryGroupByFields(Part):
    fields: list[str]
    limit: int = ABSENT
    sort: FormulaAndFunctionEventQueryGroupBySort = ABSENT


FormulaAndFunctionEventQueryGroupByConfig: TypeAlias = (
    list[FormulaAndFunctionEventQueryGroupBy] | FormulaAndFunctionEventQueryGroupByFields
)


class FormulaAndFunctionEventQueryDefinitionSearch(Part):
    query: str


class FormulaAndFunctionEventQueryDefinitionFields(Part):
    compute: FormulaAndFunctionEventQueryDefinitionCompute
    name: str
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    group_by: FormulaAndFunctionEventQueryGroupByConfig = ABSENT
    indexes: list[str] = ABSENT
    search: FormulaAndFunctionEventQueryDefinitionSearch = ABSENT
    storage: str = ABSENT


class FormulaAndFunctionEventQueryDefinitionAudit(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="audit"
):
    pass


class FormulaAndFunctionEventQueryDefinitionCiPipelines(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="ci_pipelines"
):
    pass


class FormulaAndFunctionEventQueryDefinitionCiTests(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="ci_tests"
):
    pass


class FormulaAndFunctionEventQueryDefinitionErrors(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="errors"
):
    pass


class FormulaAndFunctionEventQueryDefinitionEvents(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="events"
):
    pass


class FormulaAndFunctionEventQueryDefinitionIncidentAnalytics(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="incident_analytics"
):
    pass


class FormulaAndFunctionEventQueryDefinitionLlmObservability(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="llm_observability"
):
    pass


class FormulaAndFunctionEventQueryDefinitionLogs(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="logs"
):
    pass


class FormulaAndFunctionEventQueryDefinitionNetwork(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="network"
):
    pass


class FormulaAndFunctionEventQueryDefinitionNetworkDeviceFlows(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="network_device_flows"
):
    pass


class FormulaAndFunctionEventQueryDefinitionOnCallEvents(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="on_call_events"
):
    pass


class FormulaAndFunctionEventQueryDefinitionProductAnalytics(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="product_analytics"
):
    pass


class FormulaAndFunctionEventQueryDefinitionProfiles(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="profiles"
):
    pass


class FormulaAndFunctionEventQueryDefinitionRum(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="rum"
):
    pass


class FormulaAndFunctionEventQueryDefinitionSecuritySignals(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="security_signals"
):
    pass


class FormulaAndFunctionEventQueryDefinitionSpans(
    FormulaAndFunctionEventQueryDefinitionFields, tag_field="data_source", tag="spans"
):
    pass


FormulaAndFunctionEventQueryDefinition: TypeAlias = (
    FormulaAndFunctionEventQueryDefinitionAudit
    | FormulaAndFunctionEventQueryDefinitionCiPipelines
    | FormulaAndFunctionEventQueryDefinitionCiTests
    | FormulaAndFunctionEventQueryDefinitionErrors
    | FormulaAndFunctionEventQueryDefinitionEvents
    | FormulaAndFunctionEventQueryDefinitionIncidentAnalytics
    | FormulaAndFunctionEventQueryDefinitionLlmObservability
    | FormulaAndFunctionEventQueryDefinitionLogs
    | FormulaAndFunctionEventQueryDefinitionNetwork
    | FormulaAndFunctionEventQueryDefinitionNetworkDeviceFlows
    | FormulaAndFunctionEventQueryDefinitionOnCallEvents
    | FormulaAndFunctionEventQueryDefinitionProductAnalytics
    | FormulaAndFunctionEventQueryDefinitionProfiles
    | FormulaAndFunctionEventQueryDefinitionRum
    | FormulaAndFunctionEventQueryDefinitionSecuritySignals
    | FormulaAndFunctionEventQueryDefinitionSpans
)


class FormulaAndFunctionProcessQueryDefinitionFields(Part):
    metric: str
    name: str
    aggregator: Literal["area", "avg", "l2norm", "last", "max", "min", "percentile", "sum"] = ABSENT
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    is_normalized_cpu: bool = ABSENT
    limit: int = ABSENT
    sort: Literal["asc", "desc"] = ABSENT
    tag_filters: list[str] = ABSENT
    text_filter: str = ABSENT


class FormulaAndFunctionProcessQueryDefinitionContainer(
    FormulaAndFunctionProcessQueryDefinitionFields, tag_field="data_source", tag="container"
):
    pass


class FormulaAndFunctionProcessQueryDefinitionProcess(
    FormulaAndFunctionProcessQueryDefinitionFields, tag_field="data_source", tag="process"
):
    pass


FormulaAndFunctionProcessQueryDefinition: TypeAlias = (
    FormulaAndFunctionProcessQueryDefinitionContainer | FormulaAndFunctionProcessQueryDefinitionProcess
)


class FormulaAndFunctionApmDependencyStatsQueryDefinition(Part, tag_field="data_source", tag="apm_dependency_stats"):
    env: str
    name: str
    operation_name: str
    resource_name: str
    service: str
    stat: Literal[
        "avg_duration",
        "avg_root_duration",
        "avg_spans_per_trace",
        "error_rate",
        "pct_exec_time",
        "pct_of_traces",
        "total_traces_count",
    ]
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    is_upstream: bool = ABSENT
    primary_tag_name: str = ABSENT
    primary_tag_value: str = ABSENT


class FormulaAndFunctionApmResourceStatsQueryDefinition(Part, tag_field="data_source", tag="apm_resource_stats"):
    env: str
    name: str
    service: str
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
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    group_by: list[str] = ABSENT
    operation_name: str = ABSENT
    primary_tag_name: str = ABSENT
    primary_tag_value: str = ABSENT
    resource_name: str = ABSENT


class FormulaAndFunctionApmMetricsQueryDefinition(Part, tag_field="data_source", tag="apm_metrics"):
    name: str
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
    group_by: list[str] = ABSENT
    operation_mode: str = ABSENT
    operation_name: str = ABSENT
    peer_tags: list[str] = ABSENT
    query_filter: str = ABSENT
    resource_hash: str = ABSENT
    resource_name: str = ABSENT
    service: str = ABSENT
    span_kind: Literal["client", "consumer", "internal", "producer", "server"] = ABSENT


class FormulaAndFunctionSLOQueryDefinition(Part, tag_field="data_source", tag="slo"):
    measure: Literal[
        "bad_events",
        "bad_minutes",
        "burn_rate",
        "error_budget_burndown",
        "error_budget_remaining",
        "good_events",
        "good_minutes",
        "slo_status",
    ]
    slo_id: str
    additional_query_filters: str = ABSENT
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT
    group_mode: Literal["components", "overall"] = ABSENT
    name: str = ABSENT
    slo_query_type: Literal["metric", "monitor", "time_slice"] = ABSENT


class FormulaAndFunctionCloudCostQueryDefinition(Part, tag_field="data_source", tag="cloud_cost"):
    name: str
    query: str
    aggregator: Literal["avg", "last", "max", "min", "percentile", "sum"] = ABSENT
    cross_org_uuids: Annotated[list[str], Meta(max_length=1)] = ABSENT


class FormulaAndFunctionProductAnalyticsExtendedQueryDefinition(
    Part, tag_field="data_source", tag="product_analytics_extended"
):
    compute: ProductAnalyticsExtendedCompute
    name: str
    query: ProductAnalyticsBaseQuery
    audience_filters: ProductAnalyticsAudienceFilters = ABSENT
    group_by: list[ProductAnalyticsExtendedGroupBy] = ABSENT
    indexes: list[Literal["*"]] = ABSENT


class FormulaAndFunctionUserJourneyQueryDefinition(Part, tag_field="data_source", tag="product_analytics_journey"):
    compute: UserJourneyFormulaCompute
    name: str
    search: UserJourneySearch
    group_by: list[UserJourneyFormulaGroupBy] = ABSENT


class FormulaAndFunctionRetentionQueryDefinition(Part, tag_field="data_source", tag="product_analytics_retention"):
    compute: RetentionCompute
    name: str
    search: RetentionSearch
    group_by: list[RetentionGroupBy] = ABSENT


class FormulaAndFunctionTracesQueryDefinition(Part, tag_field="data_source", tag="traces"):
    compute: dict[str, Any]
    name: str
    search: dict[str, Any]
    group_by: list[dict[str, Any]] = ABSENT


FormulaAndFunctionQueryDefinition: TypeAlias = (
    FormulaAndFunctionMetricQueryDefinition
    | FormulaAndFunctionEventQueryDefinition
    | FormulaAndFunctionProcessQueryDefinition
    | FormulaAndFunctionApmDependencyStatsQueryDefinition
    | FormulaAndFunctionApmResourceStatsQueryDefinition
    | FormulaAndFunctionApmMetricsQueryDefinition
    | FormulaAndFunctionSLOQueryDefinition
    | FormulaAndFunctionCloudCostQueryDefinition
    | FormulaAndFunctionProductAnalyticsExtendedQueryDefinition
    | FormulaAndFunctionUserJourneyQueryDefinition
    | FormulaAndFunctionRetentionQueryDefinition
    | FormulaAndFunctionTracesQueryDefinition
)
