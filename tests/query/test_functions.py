from __future__ import annotations

import pytest

from dogwatch.query import (
    Expr,
    abs_,
    anomalies,
    clamp_max,
    clamp_min,
    cutoff_max,
    cutoff_min,
    day_before,
    diff,
    exclude_null,
    hour_before,
    metric,
    monotonic_diff,
    month_before,
    moving_rollup,
    per_hour,
    per_minute,
    per_second,
    timeshift,
    week_before,
)

CPU = metric("cpu").avg()
HITS = metric("hits").sum().as_count()


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (abs_(CPU), "abs(avg:cpu{*})"),
        (clamp_min(CPU, 0), "clamp_min(avg:cpu{*}, 0)"),
        (clamp_max(CPU, 0.5), "clamp_max(avg:cpu{*}, 0.5)"),
        (cutoff_min(CPU, -1), "cutoff_min(avg:cpu{*}, -1)"),
        (cutoff_max(CPU, 1), "cutoff_max(avg:cpu{*}, 1)"),
        (exclude_null(CPU), "exclude_null(avg:cpu{*})"),
        (per_second(CPU), "per_second(avg:cpu{*})"),
        (per_minute(CPU), "per_minute(avg:cpu{*})"),
        (per_hour(CPU), "per_hour(avg:cpu{*})"),
        (diff(CPU), "diff(avg:cpu{*})"),
        (monotonic_diff(CPU), "monotonic_diff(avg:cpu{*})"),
        (moving_rollup(CPU, "1h", "max"), "moving_rollup(avg:cpu{*}, 3600, 'max')"),
        (hour_before(CPU), "hour_before(avg:cpu{*})"),
        (day_before(CPU), "day_before(avg:cpu{*})"),
        (week_before(CPU), "week_before(avg:cpu{*})"),
        (month_before(CPU), "month_before(avg:cpu{*})"),
        (timeshift(CPU, "2h"), "timeshift(avg:cpu{*}, -7200)"),
        (CPU / week_before(CPU), "avg:cpu{*} / week_before(avg:cpu{*})"),
    ],
)
def test_writes_the_functions_under_their_own_names(built: Expr, text: str) -> None:
    assert str(built) == text


def test_refuses_shifts_into_the_future_and_unknown_aggregators() -> None:
    with pytest.raises(ValueError, match="the shift of timeshift is '-2h'"):
        timeshift(CPU, "-2h")
    with pytest.raises(ValueError, match="moving_rollup cannot aggregate by 'p95'; write one of avg, sum, min"):
        moving_rollup(CPU, "1h", "p95")  # type: ignore[arg-type]


def test_anomalies_says_what_datadogs_form_says() -> None:
    built = anomalies(HITS, "agile", 3, alert_window="15m", interval="60s", direction="below", seasonality="weekly")
    assert str(built.over("4h") >= 1) == (
        "avg(last_4h):anomalies(sum:hits{*}.as_count(), 'agile', 3, direction='below', alert_window='last_15m', "
        "interval=60, count_default_zero='true', seasonality='weekly') >= 1"
    )
    basic = anomalies(HITS, "basic", 2, alert_window="last_5m", interval="60s")
    assert str(basic) == (
        "anomalies(sum:hits{*}.as_count(), 'basic', 2, direction='both', alert_window='last_5m', interval=60, "
        "count_default_zero='true')"
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"algorithm": "fancy"}, "anomalies does not know 'fancy'; write one of basic, agile, robust"),
        ({"direction": "up"}, "anomalies does not know 'up'; write one of both, above, below"),
        ({"seasonality": "yearly"}, "anomalies does not know 'yearly'; write one of hourly, daily, weekly"),
        ({"algorithm": "basic", "seasonality": "daily"}, "'basic' knows no seasons; leave seasonality out"),
        ({"interval": "61s", "alert_window": "5m"}, "holds fewer than five points of 61s; write a shorter interval"),
        ({"alert_window": "soon"}, "'soon' is not a window"),
    ],
)
def test_anomalies_refuses_what_datadog_does_not_know(changes: dict[str, str], fault: str) -> None:
    arguments = {"algorithm": "agile", "alert_window": "15m", "interval": "60s", **changes}
    with pytest.raises(ValueError, match=fault):
        anomalies(HITS, bounds=2, **arguments)  # type: ignore[arg-type]
