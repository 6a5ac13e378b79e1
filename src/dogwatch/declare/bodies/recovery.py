"""Where an alert ends: a share of its limit that a value must come back to.

Only metric monitors take such thresholds here; those of predictions (`anomalies`, `forecast`, `outliers`) compare
something else than the metric (docs: monitors, recovery thresholds).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.declare.comparison import comparison_of
from dogwatch.declare.monitor import Monitor
from dogwatch.query import written
from dogwatch.values import Percent

_METRIC = frozenset({"query alert", "metric alert"})
_PREDICTS = re.compile(r"\b(?:anomalies|forecast|outliers)\(")
# More digits than people read; it is a share of a limit that somebody chose.
_DIGITS = 6


def recovery_thresholds(monitor: Monitor, share: Percent | None, thresholds: Mapping[str, Any]) -> dict[str, Any]:
    """`critical_recovery` and, where it warns, `warning_recovery`.

    None where the monitor says one of them itself, or by None that it has none.
    """
    compared = comparison_of(monitor.query)
    said = any(name.endswith("_recovery") for name in thresholds)
    if share is None or said or compared is None or monitor.type not in _METRIC or _PREDICTS.search(str(monitor.query)):
        return {}
    above = compared[0] in (">", ">=")
    if not above and compared[0] not in ("<", "<="):
        return {}
    limits = {name: thresholds.get(name) for name in ("critical", "warning")}
    return {
        f"{name}_recovery": _recovered(limit, share, above=above)
        for name, limit in limits.items()
        if isinstance(limit, int | float) and limit
    }


def _recovered(limit: float, share: Percent, *, above: bool) -> float:
    """The share of the limit on its harmless side: nearer to zero where it is left by falling, farther otherwise."""
    is_nearer = above == (limit > 0)
    value = limit * share.fraction if is_nearer else limit / share.fraction
    return written(float(f"{value:.{_DIGITS}g}"))
