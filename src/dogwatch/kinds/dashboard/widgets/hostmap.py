"""Hosts or containers as hexagons, coloured by a value."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.formats import WidgetConditionalFormat, WidgetNumberFormat
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition


class HostMapWidgetFormula(Part):
    dimension: Literal["fill", "group", "node", "size"]
    formula: str
    alias: str = ABSENT
    number_format: WidgetNumberFormat = ABSENT


class HostMapWidgetScalarRequest(Part):
    formulas: list[HostMapWidgetFormula]
    queries: list[FormulaAndFunctionQueryDefinition]
    response_format: Literal["scalar"]


class HostMapWidgetGroupBy(Part):
    column: str
    key: str = ABSENT


class HostMapWidgetInfrastructureStyle(Part):
    fill_max: int | float = ABSENT
    fill_min: int | float = ABSENT
    palette: str = ABSENT
    palette_flip: bool = ABSENT


class HostMapWidgetInfrastructureRequestLeaf(Part):
    enrichments: list[HostMapWidgetScalarRequest]
    node_type: Literal["cluster", "container", "host", "pod"]
    request_type: Literal["infrastructure_hostmap"]
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    filter: str = ABSENT
    group_by: list[HostMapWidgetGroupBy] = ABSENT
    no_group_hosts: bool = ABSENT
    no_metric_hosts: bool = ABSENT
    style: HostMapWidgetInfrastructureStyle = ABSENT


class HostMapWidgetInfrastructureRequest(Part):
    enrichments: list[HostMapWidgetScalarRequest]
    node_type: Literal["cluster", "container", "host", "pod"]
    request_type: Literal["infrastructure_hostmap"]
    child: HostMapWidgetInfrastructureRequestLeaf = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    filter: str = ABSENT
    group_by: list[HostMapWidgetGroupBy] = ABSENT
    no_group_hosts: bool = ABSENT
    no_metric_hosts: bool = ABSENT
    style: HostMapWidgetInfrastructureStyle = ABSENT


class HostMapRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    event_query: LogQueryDefinition = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT


class HostMapWidgetProjectionDimensionMapping(Part):
    column: str
    dimension: Literal["fill", "group", "node", "size"]
    alias: str = ABSENT
    number_format: WidgetNumberFormat = ABSENT


class HostMapWidgetProjection(Part):
    dimensions: list[HostMapWidgetProjectionDimensionMapping]
    type: Literal["hostmap"]


class DatasetListQuerySortField(Part):
    name: str
    order: Literal["asc", "desc"]


class DatasetListQuerySort(Part):
    fields: list[DatasetListQuerySortField]


class DatasetListQuery(Part):
    data_source: Literal["dataset"]
    dataset_id: str
    dataset_provider: Literal["ddsql_query"]
    filter: str = ABSENT
    limit: int = ABSENT
    sort: DatasetListQuerySort = ABSENT


class HostMapWidgetDefinitionRequests(Part):
    child: HostMapWidgetInfrastructureRequest = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    enrichments: list[HostMapWidgetScalarRequest] = ABSENT
    fill: HostMapRequest = ABSENT
    filter: str = ABSENT
    group_by: list[HostMapWidgetGroupBy] = ABSENT
    limit: int = ABSENT
    no_group_hosts: bool = ABSENT
    no_metric_hosts: bool = ABSENT
    node_type: Literal["cluster", "container", "host", "pod"] = ABSENT
    projection: HostMapWidgetProjection = ABSENT
    query: DatasetListQuery = ABSENT
    request_type: Literal["data_projection", "infrastructure_hostmap"] = ABSENT
    size: HostMapRequest = ABSENT
    style: HostMapWidgetInfrastructureStyle = ABSENT


class HostMapWidgetDefinitionStyle(Part):
    fill_max: str = ABSENT
    fill_min: str = ABSENT
    palette: str = ABSENT
    palette_flip: bool = ABSENT


class Definition(Part):
    requests: HostMapWidgetDefinitionRequests
    type: Literal["hostmap"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    group: list[str] = ABSENT
    no_group_hosts: bool = ABSENT
    no_metric_hosts: bool = ABSENT
    node_type: Literal["container", "host"] = ABSENT
    notes: str = ABSENT
    scope: list[str] = ABSENT
    style: HostMapWidgetDefinitionStyle = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
