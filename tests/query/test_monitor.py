from __future__ import annotations

import pytest

from dogwatch.query import Ago, Change, Current, Last, MetricAlert, MetricQuery, Over

CPU = MetricQuery("system.cpu.user")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 80.0), "avg(last_5m):avg:system.cpu.user{*} > 80"),
        (MetricAlert(Over("min", Current("1mo"), CPU), "<=", 0.5), "min(current_1mo):avg:system.cpu.user{*} <= 0.5"),
        (
            MetricAlert(Change("pct_change", "avg", Last(5, "m"), Last(30, "m"), CPU), ">", -50),
            "pct_change(avg(last_5m),last_30m):avg:system.cpu.user{*} > -50",
        ),
        (
            MetricAlert(Change("change", "sum", Last(1, "h"), Ago(1, "d"), CPU), "!=", 0),
            "change(sum(last_1h),1d_ago):avg:system.cpu.user{*} != 0",
        ),
    ],
)
def test_prints_the_query_of_a_monitor(tree: MetricAlert, text: str) -> None:
    assert str(tree) == text


def test_refuses_to_be_a_truth_value() -> None:
    alert = MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 80)
    with pytest.raises(TypeError, match="Write one comparison per monitor"):
        bool(alert)


def test_equality_stays_equality() -> None:
    assert MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 80) == MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 80)
    assert MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 80) != MetricAlert(Over("avg", Last(5, "m"), CPU), ">", 81)
