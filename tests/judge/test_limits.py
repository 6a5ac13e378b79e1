from __future__ import annotations

import numpy as np
import pytest

from dogwatch.judge import Limits, Status
from dogwatch.judge.limits import HOLDS_ALERT, HOLDS_WARN


def levels(limits: Limits, *values: float) -> list[str]:
    return [Status(level).name for level in limits.levels(np.array(values)).tolist()]


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        (">", "OK", "OK", "ALERT"),
        (">=", "OK", "ALERT", "ALERT"),
        ("<", "ALERT", "OK", "OK"),
        ("<=", "ALERT", "ALERT", "OK"),
        ("==", "OK", "ALERT", "OK"),
        ("!=", "ALERT", "OK", "ALERT"),
    ],
)
def test_a_value_is_compared_with_the_critical_threshold(comparator: str, below: str, equal: str, above: str) -> None:
    assert levels(Limits(comparator, 5.0), 4, 5, 6) == [below, equal, above]  # type: ignore[arg-type]


def test_critical_comes_before_warning_and_nothing_is_no_data() -> None:
    assert levels(Limits(">", 5.0, warning=3.0), 2, 4, 6, np.nan) == ["OK", "WARN", "ALERT", "NO_DATA"]


@pytest.mark.parametrize(
    ("comparator", "holds", "recovers"),
    [(">", 70.1, 70.0), (">=", 70.0, 69.9), ("<", 69.9, 70.0), ("<=", 70.0, 70.1)],
)
def test_a_recovery_threshold_is_passed_by_the_opposite_comparison(
    comparator: str, holds: float, recovers: float
) -> None:
    """monitors/guide/recovery-thresholds: the table"""
    held = Limits(comparator, 80.0, critical_recovery=70.0).held(np.array([holds, recovers, np.nan]))  # type: ignore[arg-type]

    assert held is not None
    assert held.tolist() == [HOLDS_ALERT, 0, 0]


def test_without_recovery_thresholds_nothing_is_held() -> None:
    assert Limits(">", 80.0, warning=60.0).held(np.array([81.0])) is None


def test_a_warning_is_held_by_its_own_threshold() -> None:
    held = Limits(">", 80.0, 60.0, 70.0, 50.0).held(np.array([40.0, 55.0, 75.0]))

    assert held is not None
    assert held.tolist() == [0, HOLDS_WARN, HOLDS_WARN | HOLDS_ALERT]
