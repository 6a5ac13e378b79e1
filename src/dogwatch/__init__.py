"""Monitoring as code for Datadog: declare the features of a product, get what watches over them.

The declaring names are handed on lazily, so that a service that only reports its features loads nothing of the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dogwatch.client import Target as Target
    from dogwatch.declare import Assertion as Assertion
    from dogwatch.declare import Availability as Availability
    from dogwatch.declare import Catalog as Catalog
    from dogwatch.declare import Correction as Correction
    from dogwatch.declare import CustomMetric as CustomMetric
    from dogwatch.declare import Dashboard as Dashboard
    from dogwatch.declare import DashboardList as DashboardList
    from dogwatch.declare import Downtime as Downtime
    from dogwatch.declare import Engagement as Engagement
    from dogwatch.declare import Errors as Errors
    from dogwatch.declare import Events as Events
    from dogwatch.declare import Feature as Feature
    from dogwatch.declare import Imported as Imported
    from dogwatch.declare import Latency as Latency
    from dogwatch.declare import LatencyObjective as LatencyObjective
    from dogwatch.declare import Limit as Limit
    from dogwatch.declare import LogMetric as LogMetric
    from dogwatch.declare import Monitor as Monitor
    from dogwatch.declare import NotificationRule as NotificationRule
    from dogwatch.declare import Objective as Objective
    from dogwatch.declare import Powerpack as Powerpack
    from dogwatch.declare import Preset as Preset
    from dogwatch.declare import Renotify as Renotify
    from dogwatch.declare import Resources as Resources
    from dogwatch.declare import RumMetric as RumMetric
    from dogwatch.declare import Silence as Silence
    from dogwatch.declare import Slices as Slices
    from dogwatch.declare import Slo as Slo
    from dogwatch.declare import SpanMetric as SpanMetric
    from dogwatch.declare import SyntheticTest as SyntheticTest
    from dogwatch.declare import System as System
    from dogwatch.declare import Tab as Tab
    from dogwatch.declare import Team as Team
    from dogwatch.declare import TemplateVariable as TemplateVariable
    from dogwatch.declare import Tier as Tier
    from dogwatch.declare import TimeSlice as TimeSlice
    from dogwatch.declare import Traffic as Traffic
    from dogwatch.declare import Uptime as Uptime
    from dogwatch.declare import feature_page as feature_page
    from dogwatch.declare import guarded as guarded
    from dogwatch.declare import oncall_page as oncall_page
    from dogwatch.declare import overview as overview
    from dogwatch.declare import policy as policy
    from dogwatch.declare import widgets as widgets
    from dogwatch.query import metric as metric

_HOMES = {
    "Assertion": "dogwatch.declare",
    "Availability": "dogwatch.declare",
    "Catalog": "dogwatch.declare",
    "Correction": "dogwatch.declare",
    "CustomMetric": "dogwatch.declare",
    "Dashboard": "dogwatch.declare",
    "DashboardList": "dogwatch.declare",
    "Downtime": "dogwatch.declare",
    "Engagement": "dogwatch.declare",
    "Errors": "dogwatch.declare",
    "Events": "dogwatch.declare",
    "Feature": "dogwatch.declare",
    "Imported": "dogwatch.declare",
    "Latency": "dogwatch.declare",
    "LatencyObjective": "dogwatch.declare",
    "Limit": "dogwatch.declare",
    "LogMetric": "dogwatch.declare",
    "Monitor": "dogwatch.declare",
    "NotificationRule": "dogwatch.declare",
    "Objective": "dogwatch.declare",
    "Powerpack": "dogwatch.declare",
    "Preset": "dogwatch.declare",
    "Renotify": "dogwatch.declare",
    "Resources": "dogwatch.declare",
    "Silence": "dogwatch.declare",
    "RumMetric": "dogwatch.declare",
    "Slices": "dogwatch.declare",
    "Slo": "dogwatch.declare",
    "SpanMetric": "dogwatch.declare",
    "SyntheticTest": "dogwatch.declare",
    "Target": "dogwatch.client",
    "System": "dogwatch.declare",
    "Tab": "dogwatch.declare",
    "Team": "dogwatch.declare",
    "TemplateVariable": "dogwatch.declare",
    "Tier": "dogwatch.declare",
    "TimeSlice": "dogwatch.declare",
    "Traffic": "dogwatch.declare",
    "Uptime": "dogwatch.declare",
    "feature_page": "dogwatch.declare",
    "metric": "dogwatch.query",
    "guarded": "dogwatch.declare",
    "oncall_page": "dogwatch.declare",
    "overview": "dogwatch.declare",
    "policy": "dogwatch.declare",
    "widgets": "dogwatch.declare",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dogwatch' has no attribute {name!r}")
    # Loaded when the first name is asked for: a service asks for none.
    import importlib

    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return __all__
