"""The targets of an SLO: one per window, and the one of them that is primary."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dogwatch.local.api import errors

Threshold = dict[str, Any]

TIMEFRAMES = ("7d", "30d", "90d")
"""The windows an SLO can have, shortest first."""

_DECIMALS = {"monitor": {"7d": 2, "30d": 2, "90d": 3}}
MOST_DECIMALS = 3


def checked(type: str, sent: object) -> list[Threshold]:
    """The thresholds in the order sent, with the texts the server adds; refuses (400) what it would refuse."""
    if not isinstance(sent, list) or not sent or not all(isinstance(each, dict) for each in sent):
        raise errors.slo("must specify at least one threshold")
    thresholds = [_checked(type, each) for each in sent]
    frames = [each["timeframe"] for each in thresholds]
    if len(set(frames)) != len(frames):
        raise errors.slo("a timeframe has more than one threshold")
    return thresholds


def _checked(type: str, sent: Mapping[str, Any]) -> Threshold:
    timeframe = sent.get("timeframe")
    if timeframe not in TIMEFRAMES:
        raise errors.slo(f"timeframe must be one of {', '.join(TIMEFRAMES)}")
    decimals = _DECIMALS.get(type, {}).get(timeframe, MOST_DECIMALS)
    target = _percentage("target", sent.get("target"), decimals)
    threshold = {"timeframe": timeframe, "target": target, "target_display": shown(target)}
    if sent.get("warning") is not None:
        warning = _percentage("warning", sent["warning"], decimals)
        if warning <= target:
            raise errors.slo("warning must be greater than target")
        threshold |= {"warning": warning, "warning_display": shown(warning)}
    return threshold


def _percentage(name: str, value: object, decimals: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 100:
        raise errors.slo(f"{name} must be a positive number between (0.0, 100.0)")
    if Decimal(repr(float(value))) % Decimal(1).scaleb(-decimals):
        raise errors.slo(f"{name} has more than {decimals} decimals")
    return float(value)


def shown(percentage: float) -> str:
    """The text the server makes of a percentage whatever text was sent: `95.` and `99.5`, as recorded."""
    text = f"{percentage:.{MOST_DECIMALS}f}"
    return text.rstrip("0")


def primary(thresholds: list[Threshold], timeframe: object) -> dict[str, Any]:
    """`timeframe`, `warning_threshold` (when there is one) and `target_threshold`; the shortest window by default."""
    by_frame = {each["timeframe"]: each for each in thresholds}
    chosen = min(by_frame, key=TIMEFRAMES.index) if timeframe is None else timeframe
    if not isinstance(chosen, str) or chosen not in by_frame:
        raise errors.slo("timeframe must be one of the thresholds' timeframes")
    threshold = by_frame[chosen]
    warning = {"warning_threshold": threshold["warning"]} if "warning" in threshold else {}
    return {"timeframe": chosen, **warning, "target_threshold": threshold["target"]}
