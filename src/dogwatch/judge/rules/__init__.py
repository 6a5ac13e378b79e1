"""The rules by which monitors are judged, each with a name and how true to Datadog it is."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

from . import checks, composite, downtime, metric, notification_rule, slo

__all__ = ["RULES", "RULE_TABLES"]

RULE_TABLES: Final[dict[str, tuple[Rule, ...]]] = {
    "Metric monitors": metric.METRIC,
    **slo.TABLES,
    **downtime.TABLES,
    **notification_rule.TABLES,
    "Service checks": checks.CHECKS,
    "Composites": composite.COMPOSITE,
}
RULES: Final[dict[str, Rule]] = {rule.name: rule for table in RULE_TABLES.values() for rule in table}
