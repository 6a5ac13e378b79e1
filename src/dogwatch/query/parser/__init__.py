"""Datadog's query languages read from text; each function of this folder reads one of them."""

from .monitors import MonitorQuery
from .texts import parse_formula, parse_metric, parse_monitor, parse_search, parse_slo

__all__ = ["MonitorQuery", "parse_formula", "parse_metric", "parse_monitor", "parse_search", "parse_slo"]
