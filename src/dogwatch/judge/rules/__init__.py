"""The rules by which monitors are judged, each with a name and how true to Datadog it is."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

from . import (
    checks,
    composite,
    downtime,
    events,
    missing,
    notification,
    notification_rule,
    refused,
    slo,
    states,
    told,
    types,
    when,
)
from .types import rule_of

__all__ = ["RULES", "RULE_TABLES", "rule_of"]

RULE_TABLES: Final[dict[str, tuple[Rule, ...]]] = {
    "Judging monitors: when": when.WHEN,
    "Judging monitors: missing data and new groups": missing.MISSING,
    "Judging monitors: states": states.STATES,
    "Judging monitors: what is told": told.TOLD,
    "Judging monitors: what is not judged": refused.REFUSED,
    **slo.TABLES,
    **downtime.TABLES,
    **notification_rule.TABLES,
    "Service checks": checks.CHECKS,
    "Events and logs": events.EVENTS,
    "Composites": composite.COMPOSITE,
    **notification.TABLES,
    "Types of monitors that are not evaluated": types.TYPES,
}
RULES: Final[dict[str, Rule]] = {rule.name: rule for table in RULE_TABLES.values() for rule in table}
