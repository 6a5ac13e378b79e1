"""Services: what they talk to, and what APM shows of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Unpack

from .arguments import constructor
from .frame import Link, Linked, Timed, Titled, framed
from .widget import Widget


@constructor
def topology_map(
    title: str,
    service: str,
    *,
    filters: Iterable[str] = ("env:$env.value",),
    data_source: Literal["service_map", "data_streams"] = "service_map",
    query_string: str | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """What talks to what around a service, or which streams of data flow there."""
    query = {"data_source": data_source, "service": service, "filters": list(filters)}
    if query_string is not None:
        query["query_string"] = query_string
    return framed("topology_map", title, frame, {"requests": [{"request_type": "topology", "query": query}]})


@constructor
def servicemap(
    title: str,
    service: str,
    *,
    filters: Iterable[str] = ("env:$env.value",),
    custom_links: Iterable[Link] = (),
    **frame: Unpack[Titled],
) -> Widget:
    """What calls a service and what it calls, in the older form; `topology_map` is the newer one."""
    fields = {"service": service, "filters": list(filters)}
    return framed("servicemap", title, {**frame, "custom_links": custom_links}, fields)


@constructor
def trace_service(
    title: str,
    service: str,
    span_name: str,
    *,
    env: str = "$env",
    display_format: Literal["one_column", "two_column", "three_column"] = "two_column",
    size_format: Literal["small", "medium", "large"] = "medium",
    show_hits: bool = True,
    show_errors: bool = True,
    show_latency: bool = True,
    show_breakdown: bool = True,
    show_distribution: bool = True,
    show_resource_list: bool = False,
    **frame: Unpack[Timed],
) -> Widget:
    """What APM shows of a service's operation: `trace_service("API", "shop-api", "flask.request")`."""
    fields = {
        "env": env,
        "service": service,
        "span_name": span_name,
        "display_format": display_format,
        "size_format": size_format,
        "show_hits": show_hits,
        "show_errors": show_errors,
        "show_latency": show_latency,
        "show_breakdown": show_breakdown,
        "show_distribution": show_distribution,
        "show_resource_list": show_resource_list,
    }
    return framed("trace_service", title, frame, fields)
