"""The types of monitors, and what the query of each can begin with.

Source: Datadog's API description, `MonitorType` and the description of `POST /api/v1/monitor`.
"""

from __future__ import annotations

from collections.abc import Mapping

METRIC = ("query alert", "metric alert")
CHECK = "service check"
COMPOSITE = "composite"
SLO = "slo alert"
SYNTHETICS = "synthetics alert"

EVENTS: Mapping[str, tuple[str, ...]] = {
    "log alert": ("logs",),
    "event-v2 alert": ("events",),
    "event alert": ("events",),
    "rum alert": ("rum",),
    "trace-analytics alert": ("trace-analytics",),
    "error-tracking alert": (
        "error-tracking",
        "error-tracking-rum",
        "error-tracking-traces",
        "error-tracking-logs",
    ),
    "ci-pipelines alert": ("ci-pipelines",),
    "ci-tests alert": ("ci-tests",),
    "audit alert": ("audits",),
    "process alert": ("processes",),
    "database-monitoring alert": ("database-monitoring",),
    "network-performance alert": ("network-performance",),
    "network-path alert": ("network-path",),
}
"""The types that search events, with the sources that they search."""

FORMULA_ONLY = ("cost alert", "data-quality alert", "data-jobs alert", "llm-observability alert")

TYPES = (*METRIC, CHECK, COMPOSITE, SLO, *EVENTS, *FORMULA_ONLY, SYNTHETICS)
"""Every type that a monitor can have."""
