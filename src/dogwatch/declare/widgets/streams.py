"""Lists of what happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, Unpack

from .arguments import constructor
from .frame import Timed, framed
from .widget import Widget

# Sources of lists (v1 API description, ListStreamSource).
Stream: TypeAlias = Literal[
    "apm_issue_stream",
    "audit_stream",
    "case_stream",
    "ci_pipeline_stream",
    "ci_test_stream",
    "event_stream",
    "incidents_stream",
    "issue_stream",
    "llm_observability_stream",
    "logs_issue_stream",
    "logs_pattern_stream",
    "logs_stream",
    "logs_transaction_stream",
    "rum_issue_stream",
    "rum_stream",
    "security_runtime_stream",
    "security_signals_stream",
    "trace_stream",
]


@constructor
def event_stream(title: str, query: str, *, size: Literal["s", "l"] = "s", **frame: Unpack[Timed]) -> Widget:
    """Events that match a search, in the form that Datadog's interface writes today: a list of a stream."""
    asked = {"data_source": "event_stream", "query_string": query, "event_size": size}
    return framed("list_stream", title, frame, _listed(asked, ()))


@constructor
def event_timeline(
    title: str, query: str, *, tags_execution: Literal["and", "or"] | None = None, **frame: Unpack[Timed]
) -> Widget:
    """Events that match a search, on a line of time."""
    return framed("event_timeline", title, frame, {"query": query, "tags_execution": tags_execution})


@constructor
def list_stream(
    title: str,
    source: Stream,
    query: str,
    *,
    columns: Iterable[str] = ("timestamp", "host", "service", "content"),
    indexes: Iterable[str] = (),
    sort: str | None = None,
    order: Literal["asc", "desc"] = "desc",
    **frame: Unpack[Timed],
) -> Widget:
    """Logs, traces, issues or other things that match a search, a row each; `sort` is the column that orders them."""
    asked: dict[str, Any] = {"data_source": source, "query_string": query}
    if source.startswith("logs"):
        asked["indexes"] = list(indexes)
    if sort is not None:
        asked["sort"] = {"column": sort, "order": order}
    return framed("list_stream", title, frame, _listed(asked, columns))


@constructor
def log_stream(
    title: str,
    query: str,
    *,
    columns: Iterable[str] = (),
    indexes: Iterable[str] = (),
    message_display: Literal["inline", "expanded-md", "expanded-lg"] = "inline",
    show_date_column: bool = True,
    show_message_column: bool = True,
    sort: str = "time",
    order: Literal["asc", "desc"] = "desc",
    **frame: Unpack[Timed],
) -> Widget:
    """Logs that match a search, in the older form; `list_stream` is the newer one."""
    fields = {
        "query": query,
        "columns": list(columns),
        "indexes": list(indexes),
        "message_display": message_display,
        "show_date_column": show_date_column,
        "show_message_column": show_message_column,
        "sort": {"column": sort, "order": order},
    }
    return framed("log_stream", title, frame, fields)


def _listed(query: dict[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    shown = [{"field": column, "width": "auto"} for column in columns]
    return {"requests": [{"query": query, "columns": shown, "response_format": "event_list"}]}
