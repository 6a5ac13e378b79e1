"""Thresholds against the query and against each other."""

from __future__ import annotations

from typing import TypeGuard

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import CheckAlert, written

_ABOVE, _BELOW = (">", ">="), ("<", "<=")


def threshold_differs(watched: Watched) -> Seen:
    """Datadog wants the number of the query again as the critical threshold."""
    critical, compared = watched.thresholds.get("critical"), watched.comparison
    if critical is not None and compared is not None and critical != compared[1]:
        yield (
            "options.thresholds.critical",
            f"it is {critical} but the query compares with {compared[1]:g}",
            "leave it out, the number of the query counts; or use one number in both",
        )


def warning_behind_alert(watched: Watched) -> Seen:
    """A warning is milder than the alert: below it where high values alert, above it where low ones do."""
    compared, warning = watched.comparison, watched.thresholds.get("warning")
    if compared is None or not _is_number(warning) or compared[0] not in (*_ABOVE, *_BELOW):
        return
    critical = written(compared[1])
    above = compared[0] in _ABOVE
    if (warning >= critical) if above else (warning <= critical):
        argument = "options.thresholds.warning" if watched.monitor.warn is None else "warn"
        seen = f"it warns at {warning} and alerts at {critical}, so nobody would be warned before the alert"
        yield argument, seen, f"write a warn {'below' if above else 'above'} {critical}"


def recovery_on_wrong_side(watched: Watched) -> Seen:
    """Where an alert ends lies on the harmless side of where it begins (docs: monitors, recovery thresholds)."""
    compared = watched.comparison
    if compared is None or compared[0] not in (*_ABOVE, *_BELOW):
        return
    above = compared[0] in _ABOVE
    limits = {"critical": watched.thresholds.get("critical", compared[1]), "warning": watched.thresholds.get("warning")}
    for name, limit in limits.items():
        recovery = watched.thresholds.get(f"{name}_recovery")
        if _is_number(recovery) and _is_number(limit) and ((recovery > limit) if above else (recovery < limit)):
            noun = "alert" if name == "critical" else "warning"
            seen = f"the {noun} begins at {written(limit)} and would end at {recovery}, where it still holds"
            remedy = f"write a number {'below' if above else 'above'} {written(limit)}"
            yield f"options.thresholds.{name}_recovery", seen, remedy


def threshold_missing(watched: Watched) -> Seen:
    """A warning comes before an alert, and recovers only where there is one (recorded and reported refusals)."""
    limits = {name: limit for name, limit in watched.thresholds.items() if _is_number(limit)}
    if watched.comparison is None or not limits or watched.monitor.type in ("service check", "composite"):
        return
    for name, needed in (("warning", "critical"), ("warning_recovery", "warning")):
        if name in limits and needed not in limits:
            seen = f"it says a {name} of {limits[name]} and no {needed}"
            yield f"options.thresholds.{name}", seen, f"write the threshold {needed} as well, or leave {name} out"


def last_below_threshold(watched: Watched) -> Seen:
    """A check that looks at n statuses never counts more than n of a kind; Datadog refuses it (reported refusal)."""
    tree = watched.tree
    if not isinstance(tree, CheckAlert) or tree.last is None or _counts_shares(tree):
        return
    counts = {name: limit for name, limit in watched.thresholds.items() if _is_number(limit)}
    highest = max(counts, key=lambda name: counts[name], default=None)
    if highest is not None and counts[highest] > tree.last:
        seen = f"it looks at {tree.last} statuses, and {highest} needs {counts[highest]} of a kind"
        yield "query", seen, f"write .last({counts[highest]:g}) or more, or a lower threshold"


def _counts_shares(tree: CheckAlert) -> bool:
    return any(step.name == "pct_by_status" for step in tree.steps)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
