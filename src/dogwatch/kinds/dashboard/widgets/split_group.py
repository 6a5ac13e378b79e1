"""One graph many times, once per value of a tag. That graph is checked by its own type."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Open, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class SplitGraphSourceWidgetDefinition(Open):
    type: Literal[
        "bar_chart",
        "change",
        "geomap",
        "query_table",
        "query_value",
        "scatterplot",
        "sunburst",
        "timeseries",
        "toplist",
        "treemap",
    ]


class SplitConfigSortCompute(Part):
    aggregation: str
    metric: str


class SplitSort(Part):
    order: Literal["asc", "desc"]
    compute: SplitConfigSortCompute = ABSENT


class SplitDimension(Part):
    one_graph_per: str


class SplitVectorEntryItem(Part):
    tag_key: Annotated[str, Meta(min_length=1)]
    tag_values: list[str]


class SplitConfig(Part):
    limit: Annotated[int, Meta(ge=1, le=500)]
    sort: SplitSort
    split_dimensions: Annotated[list[SplitDimension], Meta(max_length=1, min_length=1)]
    static_splits: Annotated[list[list[SplitVectorEntryItem]], Meta(max_length=500)] = ABSENT


class Definition(Part):
    size: Literal["lg", "md", "sm", "xs"]
    source_widget_definition: SplitGraphSourceWidgetDefinition
    split_config: SplitConfig
    type: Literal["split_group"]
    has_uniform_y_axes: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
