"""Texts, lists of what happened, and groups of widgets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from .graphs import span
from .widget import COLUMNS, Item, Widget, widget

# Sources of lists (v1 API description, ListStreamSource).
Stream: TypeAlias = Literal[
    "logs_stream",
    "event_stream",
    "trace_stream",
    "rum_stream",
    "apm_issue_stream",
    "logs_issue_stream",
    "logs_pattern_stream",
    "rum_issue_stream",
    "incidents_stream",
]


def note(
    content: str, *, background: str = "white", font: int = 14, width: int | None = None, height: int | None = None
) -> Widget:
    """Text in Markdown. A row per four lines, unless the height is given."""
    definition = {
        "type": "note",
        "content": content,
        "background_color": background,
        "font_size": str(font),
        "text_align": "left",
        "vertical_align": "top",
        "has_padding": True,
        "show_tick": False,
    }
    lines = content.count("\n") + 1
    return widget(definition, width=width, height=height or -(-lines // 4))


def event_stream(
    title: str,
    query: str,
    *,
    size: Literal["s", "l"] = "s",
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """Events that match a search, in the form that Datadog's interface writes today: a list of a stream."""
    asked = {"data_source": "event_stream", "query_string": query, "event_size": size}
    return widget(_stream(title, asked, (), time), width=width, height=height)


def list_stream(
    title: str,
    source: Stream,
    query: str,
    *,
    columns: Iterable[str] = ("timestamp", "host", "service", "content"),
    indexes: Iterable[str] = (),
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """Logs, traces, issues or other things that match a search, a row each."""
    asked: dict[str, Any] = {"data_source": source, "query_string": query}
    if source.startswith("logs"):
        asked["indexes"] = list(indexes)
    return widget(_stream(title, asked, columns, time), width=width, height=height)


def group(title: str, widgets: Iterable[Item], *, background: str | None = None, show_title: bool = True) -> Widget:
    """Widgets under a title, over all columns; a group holds no other group."""
    definition = {
        "type": "group",
        "title": title,
        "show_title": show_title,
        "background_color": background,
        "layout_type": "ordered",
    }
    return widget(definition, width=COLUMNS, inside=widgets)


def _stream(title: str, query: dict[str, Any], columns: Iterable[str], time: str | None) -> dict[str, Any]:
    shown = [{"field": column, "width": "auto"} for column in columns]
    request = {"query": query, "columns": shown, "response_format": "event_list"}
    return {"type": "list_stream", "title": title, "time": span(time), "requests": [request]}
