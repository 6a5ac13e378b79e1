"""The forms of a query before formulas."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class LogsQueryCompute(Part):
    aggregation: str
    facet: str = ABSENT
    interval: int = ABSENT


class LogQueryDefinitionGroupBySort(Part):
    aggregation: str
    order: Literal["asc", "desc"]
    facet: str = ABSENT


class LogQueryDefinitionGroupBy(Part):
    facet: str
    limit: int = ABSENT
    sort: LogQueryDefinitionGroupBySort = ABSENT


class LogQueryDefinitionSearch(Part):
    query: str


class LogQueryDefinition(Part):
    compute: LogsQueryCompute = ABSENT
    group_by: list[LogQueryDefinitionGroupBy] = ABSENT
    index: str = ABSENT
    multi_compute: list[LogsQueryCompute] = ABSENT
    search: LogQueryDefinitionSearch = ABSENT


class ProcessQueryDefinition(Part):
    metric: str
    filter_by: list[str] = ABSENT
    limit: Annotated[int, Meta(ge=0)] = ABSENT
    search_by: str = ABSENT


class ApmStatsQueryColumnType(Part):
    name: str
    alias: str = ABSENT
    cell_display_mode: Literal["bar", "number", "trend"] = ABSENT
    order: Literal["asc", "desc"] = ABSENT


class ApmStatsQueryDefinition(Part):
    env: str
    name: str
    primary_tag: str
    row_type: Literal["resource", "service", "span"]
    service: str
    columns: list[ApmStatsQueryColumnType] = ABSENT
    resource: str = ABSENT
