"""What talks to what: services, or streams of data."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class TopologyQueryDataStreams(Part, tag_field="data_source", tag="data_streams"):
    filters: Annotated[list[str], Meta(min_length=1)]
    service: str
    query_string: str = ABSENT


class TopologyQueryServiceMap(Part, tag_field="data_source", tag="service_map"):
    filters: Annotated[list[str], Meta(min_length=1)]
    service: str
    query_string: str = ABSENT


TopologyMapRequestsQuery: TypeAlias = TopologyQueryDataStreams | TopologyQueryServiceMap


class TopologyMapRequests(Part):
    query: TopologyMapRequestsQuery = ABSENT
    request_type: Literal["topology"] = ABSENT


class Definition(Part):
    requests: Annotated[list[TopologyMapRequests], Meta(min_length=1)]
    type: Literal["topology_map"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
