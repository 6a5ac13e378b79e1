"""Queries about what people do: their ways, and whether they come back."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.computes import CalendarInterval, EventsAggregation
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.sorts import FormulaAndFunctionEventQueryGroupBySort


class ProductAnalyticsAudienceAccountSubquery(Part):
    name: str = ABSENT
    query: str = ABSENT


class ProductAnalyticsAudienceSegmentSubquery(Part):
    name: str = ABSENT
    segment_id: str = ABSENT


class ProductAnalyticsAudienceUserSubquery(Part):
    name: str = ABSENT
    query: str = ABSENT


class ProductAnalyticsAudienceFilters(Part):
    accounts: list[ProductAnalyticsAudienceAccountSubquery] = ABSENT
    filter_condition: str = ABSENT
    segments: list[ProductAnalyticsAudienceSegmentSubquery] = ABSENT
    users: list[ProductAnalyticsAudienceUserSubquery] = ABSENT


class ProductAnalyticsExtendedCompute(Part):
    aggregation: Literal[
        "avg", "cardinality", "count", "max", "median", "min", "pc75", "pc90", "pc95", "pc98", "pc99", "sum"
    ]
    interval: int | float = ABSENT
    metric: str = ABSENT
    name: str = ABSENT
    rollup: CalendarInterval = ABSENT


class ProductAnalyticsExtendedGroupBy(Part):
    facet: str
    limit: Annotated[int, Meta(le=10000)] = ABSENT
    should_exclude_missing: bool = ABSENT
    sort: FormulaAndFunctionEventQueryGroupBySort = ABSENT


class ProductAnalyticsEventQuerySearch(Part):
    query: str


class ProductAnalyticsBaseQuery(Part):
    data_source: Literal["product_analytics"]
    search: ProductAnalyticsEventQuerySearch


class UserJourneySearchTarget(Part):
    type: str
    end: str = ABSENT
    start: str = ABSENT
    value: str = ABSENT


class UserJourneyFormulaCompute(Part):
    aggregation: Literal[
        "avg", "cardinality", "count", "max", "median", "min", "pc75", "pc90", "pc95", "pc98", "pc99", "sum"
    ]
    interval: int | float = ABSENT
    metric: Literal["__dd.conversion", "__dd.conversion_rate", "__dd.time_to_convert"] = ABSENT
    target: UserJourneySearchTarget = ABSENT


class UserJourneyFormulaGroupBy(Part):
    facet: str
    limit: Annotated[int, Meta(le=10000)] = ABSENT
    should_exclude_missing: bool = ABSENT
    sort: FormulaAndFunctionEventQueryGroupBySort = ABSENT
    target: UserJourneySearchTarget = ABSENT


class UserJourneySearchGraphFilter(Part):
    name: str = ABSENT
    operator: str = ABSENT
    target: UserJourneySearchTarget = ABSENT
    value: int = ABSENT


class UserJourneySearchFilters(Part):
    audience_filters: ProductAnalyticsAudienceFilters = ABSENT
    graph_filters: list[UserJourneySearchGraphFilter] = ABSENT
    string_filter: str = ABSENT


class UserJourneyJoinKeys(Part):
    primary: str
    secondary: list[str] = ABSENT


class UserJourneySearch(Part):
    expression: str
    node_objects: dict[str, ProductAnalyticsBaseQuery]
    filters: UserJourneySearchFilters = ABSENT
    join_keys: UserJourneyJoinKeys = ABSENT
    step_aliases: dict[str, str] = ABSENT


class RetentionCompute(Part):
    aggregation: EventsAggregation
    metric: Literal["__dd.retention", "__dd.retention_rate"]


class RetentionGroupBySort(Part):
    order: Literal["asc", "desc"] = ABSENT


class RetentionGroupBy(Part):
    facet: str
    target: Literal["cohort", "return_period"]
    limit: int = ABSENT
    should_exclude_missing: bool = ABSENT
    sort: RetentionGroupBySort = ABSENT
    source: str = ABSENT


class RetentionCohortCriteriaTimeInterval(Part):
    type: Literal["calendar"]
    value: CalendarInterval


class RetentionCohortCriteria(Part):
    base_query: ProductAnalyticsBaseQuery
    time_interval: RetentionCohortCriteriaTimeInterval


class RetentionFilters(Part):
    audience_filters: ProductAnalyticsAudienceFilters = ABSENT
    string_filter: str = ABSENT


class RetentionReturnCriteriaTimeInterval(Part):
    type: Literal["fixed"]
    unit: Literal["day", "month", "week"]
    value: int | float


class RetentionReturnCriteria(Part):
    base_query: ProductAnalyticsBaseQuery
    time_interval: RetentionReturnCriteriaTimeInterval = ABSENT


class RetentionSearch(Part):
    cohort_criteria: RetentionCohortCriteria
    retention_entity: Literal["@account.id", "@usr.id"]
    return_condition: Literal["conversion_on", "conversion_on_or_after"]
    filters: RetentionFilters = ABSENT
    return_criteria: RetentionReturnCriteria = ABSENT


class RetentionQuery(Part):
    compute: RetentionCompute
    data_source: Literal["product_analytics_retention"]
    search: RetentionSearch
    filters: RetentionFilters = ABSENT
    group_by: list[RetentionGroupBy] = ABSENT
    name: str = ABSENT
