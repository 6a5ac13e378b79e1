"""The rules of states."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

STATES: Final = (
    Rule("thresholds", "exact", "critical is compared first, then warning", "monitors/configuration"),
    Rule(
        "recovery-thresholds",
        "exact",
        "a group recovers when the value is on the other side of the recovery threshold, by the opposite comparison",
        "monitors/guide/recovery-thresholds",
    ),
    Rule(
        "recovery-by-steps",
        "decided",
        "an alert whose own recovery threshold is passed is Warn as long as the warning is held by its",
    ),
    Rule("recovery-of-equal", "decided", "recovery thresholds hold by the same comparison for `==` and `!=` too"),
    Rule(
        "state-of-a-monitor",
        "approximate",
        "the most severe of its groups: Alert, Warn, No Data, OK",
        "monitors/types/composite",
    ),
    Rule("resolved-by-hand", "exact", "OK until the next evaluation", "monitors/status"),
    Rule(
        "edited",
        "approximate",
        "a change of the type or the query begins anew, any other keeps the groups and their states",
        "monitors/guide/troubleshooting-monitor-alerts",
    ),
)
