"""How many go from where to where."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.computes import EventsAggregation
from dogwatch.kinds.dashboard.parts.journeys import ProductAnalyticsAudienceFilters
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class SankeyJoinKeys(Part):
    primary: str
    secondary: list[str] = ABSENT


class ProductAnalyticsAudienceOccurrenceFilter(Part):
    operator: str = ABSENT
    value: str = ABSENT


class SankeyRumQuery(Part):
    data_source: Literal["product_analytics", "rum"]
    mode: Literal["source", "target"]
    query_string: str
    audience_filters: ProductAnalyticsAudienceFilters = ABSENT
    entries_per_step: int = ABSENT
    join_keys: SankeyJoinKeys = ABSENT
    number_of_steps: int = ABSENT
    occurrences: ProductAnalyticsAudienceOccurrenceFilter = ABSENT
    source: str = ABSENT
    subquery_id: str = ABSENT
    target: str = ABSENT


class SankeyRumRequest(Part, tag_field="request_type", tag="sankey"):
    query: SankeyRumQuery


class SankeyNetworkQueryCompute(Part):
    aggregation: EventsAggregation
    metric: str


class SankeyNetworkQuerySort(Part):
    field: str = ABSENT
    order: Literal["asc", "desc"] = ABSENT


class SankeyNetworkQuery(Part):
    data_source: Literal["network", "network_device_flows"]
    group_by: list[str]
    limit: int
    query_string: str
    compute: SankeyNetworkQueryCompute = ABSENT
    mode: Literal["target"] = ABSENT
    should_exclude_missing: bool = ABSENT
    sort: SankeyNetworkQuerySort = ABSENT


class SankeyNetworkRequest(Part, tag_field="request_type", tag="netflow_sankey"):
    query: SankeyNetworkQuery


SankeyWidgetRequest: TypeAlias = SankeyRumRequest | SankeyNetworkRequest


class Definition(Part):
    requests: Annotated[list[SankeyWidgetRequest], Meta(min_length=1)]
    type: Literal["sankey"]
    show_other_links: bool = ABSENT
    sort_nodes: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
