from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Monitor
from dogwatch.declare.bodies.recovery import recovery_thresholds
from dogwatch.values import Percent


def recovery(comparison: str, warning: float | None = None, share: str = "90%", **more: Any) -> dict[str, Any]:
    """The recovery thresholds of a monitor with this comparison."""
    thresholds = {"critical": float(comparison.split()[-1]), "warning": warning, **more.pop("thresholds", {})}
    monitor = Monitor(
        "m", query=f"{more.pop('asks', 'avg(last_5m):avg:x{*}')} {comparison}", title="t", what="w", **more
    )
    return recovery_thresholds(monitor, Percent.parse(share), thresholds)


@pytest.mark.parametrize(
    ("comparison", "warning", "expected"),
    [
        ("> 0.4", None, {"critical_recovery": 0.36}),
        (">= 400", 300, {"critical_recovery": 360, "warning_recovery": 270}),
        ("< 300", None, {"critical_recovery": 333.333}),
        ("<= 90", 180, {"critical_recovery": 100, "warning_recovery": 200}),
        ("> -90", None, {"critical_recovery": -100}),
        ("< -100", None, {"critical_recovery": -90}),
    ],
)
def test_lies_before_the_limit_with_digits_that_people_write(
    comparison: str, warning: float | None, expected: dict[str, float]
) -> None:
    assert recovery(comparison, warning) == expected
    assert repr(recovery("> 0.4")["critical_recovery"]) == "0.36"


@pytest.mark.parametrize(
    "more",
    [
        {"type": "slo alert"},
        {"type": "composite"},
        {"type": "service check"},
        {"asks": "avg(last_4h):anomalies(avg:x{*}, 'basic', 2)"},
        {"asks": "max(next_1w):forecast(avg:x{*}, 'linear', 1)"},
        {"asks": "avg(last_30m):outliers(avg:x{*}, 'dbscan', 7)"},
        {"thresholds": {"critical_recovery": 1}},
    ],
)
def test_only_metric_monitors_that_say_none_themselves_have_one(more: dict[str, Any]) -> None:
    assert recovery("> 3", **more) == {}


@pytest.mark.parametrize("comparison", ["> 0", "< 0", "== 3", "!= 3"])
def test_there_is_no_share_of_nothing_nor_of_an_equality(comparison: str) -> None:
    assert recovery(comparison) == {}


def test_a_threshold_that_is_no_number_is_for_the_check_of_bodies_to_name() -> None:
    assert recovery("> 3", "2") == {"critical_recovery": 2.7}  # type: ignore[arg-type]


def test_there_is_none_unless_the_tier_says_so() -> None:
    monitor = Monitor("m", query="avg(last_5m):avg:x{*} > 3", title="t", what="w")
    assert recovery_thresholds(monitor, None, {"critical": 3}) == {}
