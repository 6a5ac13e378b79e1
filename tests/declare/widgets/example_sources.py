"""Queries of every source that has a class, each with all that it takes."""

from __future__ import annotations

from dogwatch.declare.widgets import (
    ApmDependencyQuery,
    ApmQuery,
    ApmResourceQuery,
    CostQuery,
    EventQuery,
    GroupBy,
    ProcessQuery,
    RawQuery,
    SloQuery,
)

SOURCES = {
    "events": EventQuery("logs", "status:error", by=["service", GroupBy("host", 5, order="asc")]),
    "measured": EventQuery(
        "spans", compute="pc95", metric="@duration", interval=60000, by="service", indexes="*", storage="hot"
    ),
    "distinct": EventQuery("rum", compute="cardinality", metric="@usr.id", by=GroupBy("@view.name")),
    "processes": ProcessQuery(
        "process.stat.cpu.total_pct", text_filter="python", tag_filters=["env:prod"], is_normalized_cpu=True
    ),
    "containers": ProcessQuery("container.cpu", data_source="container", limit=5, sort="asc"),
    "resources": ApmResourceQuery(
        "latency_p95",
        "shop-api",
        operation_name="flask.request",
        resource_name="GET_/",
        group_by=["resource_name"],
        primary_tag_name="env",
        primary_tag_value="prod",
    ),
    "dependencies": ApmDependencyQuery(
        "avg_duration",
        "shop-api",
        "flask.request",
        "GET_/",
        is_upstream=True,
        primary_tag_name="env",
        primary_tag_value="prod",
    ),
    "apm": ApmQuery(
        "hits_per_second",
        service="shop-api",
        operation_name="flask.request",
        operation_mode="primary",
        resource_name="GET_/",
        resource_hash="0f",
        span_kind="server",
        query_filter="env:prod",
        group_by="resource_name",
        peer_tags="peer.service",
    ),
    "slo": SloQuery("0f1e", "slo_status", slo_query_type="monitor", group_mode="components"),
    "cost": CostQuery("sum:aws.cost.amortized{*} by {aws_product}", aggregator="sum"),
    "raw": RawQuery(
        {
            "data_source": "product_analytics_extended",
            "query": {"data_source": "product_analytics", "search": {"query": "@type:view"}},
            "compute": {"aggregation": "count"},
        }
    ),
}
