"""The types of monitors and the groups of them that follow one rule."""

from __future__ import annotations

from collections.abc import Mapping

METRIC = frozenset({"metric alert", "query alert"})
COMPOSITE = "composite"
SERVICE_CHECK = "service check"
SLO = "slo alert"
PROCESS = "process alert"
SYNTHETICS = "synthetics alert"
DATA_QUALITY = "data-quality alert"

EVENT_SOURCES: Mapping[str, tuple[str, ...]] = {
    "log alert": ("logs",),
    "event-v2 alert": ("events",),
    "event alert": ("events",),
    "rum alert": ("rum",),
    "trace-analytics alert": ("trace-analytics",),
    "ci-pipelines alert": ("ci-pipelines",),
    "ci-tests alert": ("ci-tests",),
    "audit alert": ("audits",),
    "error-tracking alert": (
        "error-tracking",
        "error-tracking-rum",
        "error-tracking-traces",
        "error-tracking-logs",
    ),
    "database-monitoring alert": ("database-monitoring",),
    "network-performance alert": ("network-performance",),
    "network-path alert": ("network-path",),
}
"""Types whose query counts events, with the sources such a query may begin with."""

FORMULA_ONLY = frozenset({"cost alert", DATA_QUALITY, "data-jobs alert", "llm-observability alert"})

ALL = METRIC | EVENT_SOURCES.keys() | FORMULA_ONLY | {COMPOSITE, SERVICE_CHECK, SLO, PROCESS, SYNTHETICS}

SIMPLE_GROUPS = frozenset(EVENT_SOURCES) - {"event alert"}
"""Types that get `groupby_simple_monitor` (recorded for logs and CI tests, reported for RUM, traces, errors)."""


def family(type: str) -> str:
    """The type, with `metric alert` and `query alert` as one: the server takes either for the other."""
    return "query alert" if type in METRIC else type
