"""Widgets that hold others: groups, packs kept elsewhere, one graph many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Unpack

import attrs

from dogwatch.declare.powerpack import Powerpack

from .arguments import constructor
from .frame import Align, Size, Time, framed
from .widget import COLUMNS, Item, Widget, items, widget


@constructor
def group(
    title: str,
    widgets: Iterable[Item],
    *,
    background: str | None = None,
    banner_img: str | None = None,
    show_title: bool = True,
    title_align: Align | None = None,
) -> Widget:
    """Widgets under a title, over all columns; a group holds no other group. `background` is a colour of Datadog's,
    such as "vivid_blue"."""
    definition = {
        "type": "group",
        "title": title,
        "show_title": show_title,
        "title_align": title_align,
        "background_color": background,
        "banner_img": banner_img,
        "layout_type": "ordered",
    }
    return widget(definition, width=COLUMNS, inside=items(widgets))


@constructor
def powerpack(
    title: str,
    powerpack_id: Powerpack | str,
    *,
    controlled_externally: Mapping[str, Iterable[str]] | None = None,
    controlled_by_powerpack: Mapping[str, Iterable[str]] | None = None,
    background: str | None = None,
    banner_img: str | None = None,
    show_title: bool = True,
    **frame: Unpack[Size],
) -> Widget:
    """A group of widgets that is kept once for many dashboards: a `Powerpack`, a reference `${powerpack:shop/queue}`,
    or the id of one that was made in Datadog.

    Its variables follow the dashboard's (`controlled_externally`) or have values of their own
    (`controlled_by_powerpack`): `{"region": ["eu"]}`.
    """
    variables = {
        "controlled_externally": _variables(controlled_externally),
        "controlled_by_powerpack": _variables(controlled_by_powerpack),
    }
    fields = {
        "powerpack_id": powerpack_id if isinstance(powerpack_id, str) else powerpack_id.reference,
        "show_title": show_title,
        "background_color": background,
        "banner_img": banner_img,
        "template_variables": variables,
    }
    return framed("powerpack", title, frame, fields)


@constructor
def split_group(
    title: str,
    source: Widget,
    by: str,
    *,
    limit: int = 24,
    size: Literal["xs", "sm", "md", "lg"] = "md",
    order: Literal["asc", "desc"] = "asc",
    metric: str | None = None,
    aggregation: str = "avg",
    values: Iterable[str] = (),
    has_uniform_y_axes: bool = True,
    time: Time | None = None,
    **frame: Unpack[Size],
) -> Widget:
    """One graph many times, once per value of a tag: `split_group("By host", timeseries("Load", load), "host")`.

    The graphs are ordered by their names, or by a `metric` and its `aggregation`; `values` limits them to some.
    """
    sort: dict[str, Any] = {"order": order}
    if metric is not None:
        sort["compute"] = {"aggregation": aggregation, "metric": metric}
    config: dict[str, Any] = {"split_dimensions": [{"one_graph_per": by}], "limit": limit, "sort": sort}
    if chosen := list(values):
        config["static_splits"] = [[{"tag_key": by, "tag_values": [value]}] for value in chosen]
    fields = {
        "source_widget_definition": dict(source.definition),
        "split_config": config,
        "size": size,
        "has_uniform_y_axes": has_uniform_y_axes,
    }
    made = framed("split_group", title, {**frame, "time": time}, fields)
    return attrs.evolve(made, wrong=source.wrong)


def _variables(values: Mapping[str, Iterable[str]] | None) -> list[dict[str, Any]]:
    return [{"name": name, "prefix": name, "values": list(each)} for name, each in (values or {}).items()]
