"""A list of logs, events, traces or issues that match a search."""

from __future__ import annotations

from typing import Annotated, Literal, Required, TypedDict

from msgspec import Meta

from dogwatch.kinds.dashboard.parts import Json, Legend, Titled


class Column(TypedDict):
    field: str
    width: Literal["auto", "compact", "full"]


class Query(TypedDict, total=False):
    data_source: Required[str]
    query_string: Required[str]
    clustering_pattern_field_path: str
    compute: list[Json]
    event_size: Literal["s", "l"]
    group_by: list[Json]
    indexes: list[str]
    sort: Json
    storage: str


class Request(TypedDict):
    columns: list[Column]
    query: Query
    response_format: Literal["event_list"]


class Definition(Titled, Legend, total=False):
    type: Required[Literal["list_stream"]]
    requests: Required[Annotated[list[Request], Meta(min_length=1, max_length=1)]]
