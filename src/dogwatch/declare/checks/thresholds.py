"""Thresholds against the query and against each other."""

from __future__ import annotations

from typing import TypeGuard

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import written

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


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
