"""What widgets have in common around what they show: size, title, time, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias, TypedDict

import attrs

from .shape import Argument
from .widget import Widget, said, widget

Align: TypeAlias = Literal["left", "center", "right"]
# Spans that end now (v1 API description, WidgetLiveSpan).
LiveSpan: TypeAlias = Literal[
    "1m",
    "5m",
    "10m",
    "15m",
    "30m",
    "1h",
    "4h",
    "1d",
    "2d",
    "1w",
    "1mo",
    "3mo",
    "6mo",
    "1y",
    "week_to_date",
    "month_to_date",
    "alert",
]
# One of these, or Datadog's own form: {"type": "live", "value": 3, "unit": "hour"}.
Time: TypeAlias = LiveSpan | Mapping[str, Any]


@attrs.frozen
class Link(Argument):
    """A link of one's own in the menu of a graph: `Link("Logs", "https://app.datadoghq.com/logs?query=host:{{host}}")`.

    `override_label` is the name of one of Datadog's own links, such as "logs": this one stands in its place, or nothing
    does where it is hidden.
    """

    label: str | None = None
    link: str | None = None
    override_label: str | None = attrs.field(default=None, kw_only=True)
    is_hidden: bool | None = attrs.field(default=None, kw_only=True)


class Size(TypedDict, total=False):
    """Columns and rows on the grid; each type has a size of its own."""

    width: int | None
    height: int | None


class Titled(Size, total=False):
    """What may stand around the title; the size of its letters is 16 unless given."""

    description: str | None
    title_align: Align | None
    title_size: int | None


class Timed(Titled, total=False):
    """`time` fixes a span, whatever the dashboard shows."""

    time: Time | None


class Linked(Timed, total=False):
    """`custom_links` stand in the menu of the graph."""

    custom_links: Iterable[Link]


def framed(type: str, title: str | None, frame: Mapping[str, object], fields: Mapping[str, Any]) -> Widget:
    """A widget with a title, in a frame; fields that are None are left out."""
    around: dict[str, Any] = {**frame}
    width, height = around.pop("width", None), around.pop("height", None)
    definition = {"type": type, "title": title, **_written(around), **fields}
    return widget(definition, width=width, height=height)


def _written(around: dict[str, Any]) -> dict[str, Any]:
    if not around:
        return around
    size, links = around.get("title_size"), around.get("custom_links")
    return {
        **around,
        "title_size": None if size is None else str(size),
        "time": span(around.get("time")),
        "custom_links": [said(attrs.asdict(link)) for link in links or ()] or None,
    }


def span(time: Time | None) -> Mapping[str, Any] | None:
    """A span of time as Datadog writes it."""
    return {"live_span": time} if isinstance(time, str) else time
