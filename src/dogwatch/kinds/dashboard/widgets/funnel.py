"""How many get from each step to the next."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from dogwatch.kinds.dashboard.parts.journeys import UserJourneySearch, UserJourneySearchTarget
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class FunnelStep(Part):
    facet: str
    value: str


class FunnelQuery(Part):
    data_source: Literal["rum"]
    query_string: str
    steps: list[FunnelStep]


class FunnelWidgetRequest(Part, tag_field="request_type", tag="funnel"):
    query: FunnelQuery


class FunnelComparisonCustomTimeframe(Part):
    from_: int | float = field(name="from")
    to: int | float


class FunnelComparisonDuration(Part):
    type: Literal["custom_timeframe", "previous_day", "previous_month", "previous_timeframe", "previous_week"]
    custom_timeframe: FunnelComparisonCustomTimeframe = ABSENT


class ProductAnalyticsFunnelCompute(Part):
    aggregation: Literal["cardinality", "count"]
    metric: Literal["__dd.conversion", "__dd.conversion_rate"]


class ProductAnalyticsFunnelGroupBySort(Part):
    aggregation: str
    metric: str = ABSENT
    order: Literal["asc", "desc"] = ABSENT


class ProductAnalyticsFunnelGroupBy(Part):
    facet: str
    limit: int = ABSENT
    should_exclude_missing: bool = ABSENT
    sort: ProductAnalyticsFunnelGroupBySort = ABSENT
    target: UserJourneySearchTarget = ABSENT


class ProductAnalyticsFunnelQuery(Part):
    data_source: Literal["product_analytics_journey"]
    search: UserJourneySearch
    compute: ProductAnalyticsFunnelCompute = ABSENT
    group_by: list[ProductAnalyticsFunnelGroupBy] = ABSENT
    subquery_id: str = ABSENT


class ProductAnalyticsFunnelRequest(Part, tag_field="request_type", tag="user_journey_funnel"):
    query: ProductAnalyticsFunnelQuery
    comparison_segments: Annotated[list[str], Meta(min_length=1)] = ABSENT
    comparison_time: FunnelComparisonDuration = ABSENT


FunnelRequests: TypeAlias = FunnelWidgetRequest | ProductAnalyticsFunnelRequest


class Definition(Part):
    requests: Annotated[list[FunnelRequests], Meta(min_length=1)]
    type: Literal["funnel"]
    description: str = ABSENT
    grouped_display: Literal["side_by_side", "stacked"] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
