"""Where things are: on the earth, among hosts, between two values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias, Unpack

from .arguments import constructor
from .formats import Formats, written_formats
from .frame import Link, Linked, Titled, framed
from .graphs import Axis, written_axis
from .marker import Marker, written_markers
from .requests import Aggregator, Formulas, Queries, Query
from .widget import Widget, said

NodeType: TypeAlias = Literal["cluster", "container", "host", "pod"]


@constructor
def geomap(
    title: str,
    queries: Queries,
    *,
    focus: str = "WORLD",
    aggregator: Aggregator | None = None,
    palette: str = "hostmap_blues",
    palette_flip: bool = False,
    formats: Formats | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Values by country on a map, of queries grouped by a country's code.

    Such as `EventQuery("rum", by=["@geo.country_iso_code"])`. `focus` is the world or a country: "WORLD", "DE".
    """
    request = Formulas(queries).as_numbers(aggregator)
    if formats:
        request["conditional_formats"] = written_formats(formats)
    fields = {
        "requests": [request],
        "style": {"palette": palette, "palette_flip": palette_flip},
        "view": {"focus": focus},
    }
    return framed("geomap", title, frame, fields)


@constructor
def hostmap(
    title: str,
    fill: Query,
    *,
    size: Query | None = None,
    node_type: NodeType = "host",
    filter: str | None = None,
    group_by: Iterable[str] = (),
    palette: str = "green_to_orange",
    palette_flip: bool = False,
    fill_min: float | None = None,
    fill_max: float | None = None,
    no_group_hosts: bool | None = None,
    no_metric_hosts: bool | None = None,
    custom_links: Iterable[Link] = (),
    **frame: Unpack[Titled],
) -> Widget:
    """Hosts, containers or pods as hexagons, coloured by a value and sized by another."""
    shown = {"fill": fill} if size is None else {"fill": fill, "size": size}
    values = Formulas(shown).as_numbers()
    values["formulas"] = _by_dimension(values["formulas"])
    style = {"palette": palette, "palette_flip": palette_flip, "fill_min": fill_min, "fill_max": fill_max}
    requests = {
        "request_type": "infrastructure_hostmap",
        "node_type": node_type,
        "enrichments": [values],
        "filter": filter,
        "group_by": [{"column": column} for column in group_by] or None,
        "no_group_hosts": no_group_hosts,
        "no_metric_hosts": no_metric_hosts,
        "style": said(style),
    }
    return framed("hostmap", title, {**frame, "custom_links": custom_links}, {"requests": said(requests)})


@constructor
def scatterplot(
    title: str,
    x: Query,
    y: Query,
    *,
    radius: Query | None = None,
    color: Query | None = None,
    aggregator: Aggregator | None = None,
    color_by_groups: Iterable[str] = (),
    xaxis: Axis | None = None,
    yaxis: Axis | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Groups as points by two values, of queries with the same groups."""
    shown = {
        name: each for name, each in {"x": x, "y": y, "radius": radius, "color": color}.items() if each is not None
    }
    table = Formulas(shown).as_numbers(aggregator)
    table["formulas"] = _by_dimension(table["formulas"])
    fields = {
        "requests": {"table": table},
        "color_by_groups": list(color_by_groups) or None,
        "xaxis": written_axis(xaxis),
        "yaxis": written_axis(yaxis),
    }
    return framed("scatterplot", title, frame, fields)


@constructor
def point_plot(
    title: str,
    data_source: str,
    query: str,
    y: str,
    *,
    group: str | None = None,
    radius: str | None = None,
    extra_columns: Iterable[str] = (),
    limit: int | None = None,
    indexes: Iterable[str] = (),
    legend: Literal["automatic", "none"] | None = None,
    markers: Iterable[Marker] = (),
    yaxis: Axis | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Events as points over time: `point_plot("Slow calls", "spans", "service:shop-api", "@duration")`.

    `y`, `group` and `radius` are columns: attributes of the events.
    """
    columns = {"time": "timestamp", "y": y, "group": group, "radius": radius}
    dimensions = [{"column": column, "dimension": name} for name, column in columns.items() if column is not None]
    projection = {"type": "point_plot", "dimensions": dimensions, "extra_columns": list(extra_columns) or None}
    asked = {"data_source": data_source, "query_string": query, "indexes": list(indexes) or None}
    request = {
        "request_type": "data_projection",
        "query": said(asked),
        "projection": said(projection),
        "limit": limit,
    }
    fields = {
        "requests": [said(request)],
        "legend": None if legend is None else {"type": legend},
        "markers": written_markers(markers),
        "yaxis": written_axis(yaxis),
    }
    return framed("point_plot", title, frame, fields)


@constructor
def heatgrid(
    title: str,
    queries: Queries,
    *,
    sort_by: Literal["value", "label"] = "value",
    order: Literal["asc", "desc"] = "desc",
    aggregation: Literal["avg", "max", "min", "sum"] = "avg",
    preset: str | None = None,
    color_mode: Literal["discrete", "gradient"] = "gradient",
    label_width: Literal["xs", "s", "m", "l", "xl"] | None = None,
    show_caption: bool | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """A grid of cells over time, a row per group, coloured by value; `preset` names the colours."""
    by = {"property": "value", "aggregation": aggregation} if sort_by == "value" else {"property": "label"}
    fields = {
        "requests": [Formulas(queries).over_time],
        "sort": {"nesting_display": "flat", "sort_by": {**by, "order": order}},
        "color": None if preset is None else {"mode": color_mode, "source": "preset", "preset_name": preset},
        "label_column": None if label_width is None else {"width": label_width},
        "legend": None if show_caption is None else {"show_caption": show_caption},
    }
    return framed("heatgrid", title, frame, fields)


def _by_dimension(formulas: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Formulas whose names in the legend say what they are good for."""
    return [{"formula": formula["formula"], "dimension": formula["alias"]} for formula in formulas]
