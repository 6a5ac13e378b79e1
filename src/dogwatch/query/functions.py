"""Functions of Datadog for the builder, under their own names; `function` writes any other.

Source: docs dashboards/functions.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from dogwatch.values import Duration

from .expr import Expr, function
from .window import read_window, whole_seconds

MovingAggregator: TypeAlias = Literal["avg", "sum", "min", "max", "median"]
Algorithm: TypeAlias = Literal["basic", "agile", "robust"]
Direction: TypeAlias = Literal["both", "above", "below"]
Seasonality: TypeAlias = Literal["hourly", "daily", "weekly"]

# An alert window holds at least this many points (docs: monitors, anomaly).
_POINTS_IN_THE_ALERT_WINDOW = 5


def abs_(query: Expr) -> Expr:
    """Without the sign."""
    return function("abs", query)


def clamp_min(query: Expr, lowest: float) -> Expr:
    """Values below `lowest` become it."""
    return function("clamp_min", query, lowest)


def clamp_max(query: Expr, highest: float) -> Expr:
    """Values above `highest` become it."""
    return function("clamp_max", query, highest)


def cutoff_min(query: Expr, lowest: float) -> Expr:
    """Values below `lowest` are left out."""
    return function("cutoff_min", query, lowest)


def cutoff_max(query: Expr, highest: float) -> Expr:
    """Values above `highest` are left out."""
    return function("cutoff_max", query, highest)


def exclude_null(query: Expr) -> Expr:
    """Groups that lack one of the grouping tags are left out."""
    return function("exclude_null", query)


def per_second(query: Expr) -> Expr:
    """How fast it grows, per second."""
    return function("per_second", query)


def per_minute(query: Expr) -> Expr:
    """How fast it grows, per minute."""
    return function("per_minute", query)


def per_hour(query: Expr) -> Expr:
    """How fast it grows, per hour."""
    return function("per_hour", query)


def diff(query: Expr) -> Expr:
    """The difference from the point before."""
    return function("diff", query)


def monotonic_diff(query: Expr) -> Expr:
    """The difference from the point before, where that is an increase: for counters that start again at zero."""
    return function("monotonic_diff", query)


def moving_rollup(query: Expr, interval: str | Duration, aggregator: MovingAggregator = "avg") -> Expr:
    """At every point, the points of the interval before it joined by avg, sum, min, max or median."""
    if aggregator not in get_args(MovingAggregator):
        known = ", ".join(get_args(MovingAggregator))
        raise ValueError(f"moving_rollup cannot aggregate by {aggregator!r}; write one of {known}")
    return function("moving_rollup", query, whole_seconds(interval, "interval of moving_rollup"), aggregator)


def hour_before(query: Expr) -> Expr:
    """The values of an hour earlier."""
    return function("hour_before", query)


def day_before(query: Expr) -> Expr:
    """The values of a day earlier."""
    return function("day_before", query)


def week_before(query: Expr) -> Expr:
    """The values of a week earlier."""
    return function("week_before", query)


def month_before(query: Expr) -> Expr:
    """The values of four weeks earlier, which is Datadog's month here."""
    return function("month_before", query)


def timeshift(query: Expr, earlier: str | Duration) -> Expr:
    """The values of some time earlier: `timeshift(q, "2h")` is written with Datadog's negative seconds."""
    return function("timeshift", query, -whole_seconds(earlier, "shift of timeshift"))


def anomalies(
    query: Expr,
    algorithm: Algorithm,
    bounds: float,
    *,
    alert_window: str | Duration,
    interval: str | Duration,
    direction: Direction = "both",
    seasonality: Seasonality | None = None,
) -> Expr:
    """How far the query leaves the band that its past predicts; compare its average over a window with a share of 1.

    `bounds` is half the width of the band in deviations; the alert window is the end of the monitor's window that is
    judged, cut into points of `interval`. `basic` knows no seasons, the others go by the week unless told otherwise;
    missing counts are zero. Raises ValueError for words that Datadog does not know, and for fewer than five points in
    the alert window.
    """
    for word, known in ((algorithm, Algorithm), (direction, Direction), (seasonality, Seasonality)):
        if word is not None and word not in get_args(known):
            raise ValueError(f"anomalies does not know {word!r}; write one of {', '.join(get_args(known))}")
    if seasonality is not None and algorithm == "basic":
        raise ValueError("anomalies with 'basic' knows no seasons; leave seasonality out, or write 'agile' or 'robust'")
    window, step = read_window(alert_window), whole_seconds(interval, "interval of anomalies")
    if window.seconds < _POINTS_IN_THE_ALERT_WINDOW * step:
        raise ValueError(
            f"the alert window {alert_window} holds fewer than five points of {interval}; write a shorter interval"
        )
    seasonal = {} if seasonality is None else {"seasonality": seasonality}
    return function(
        "anomalies",
        query,
        algorithm,
        bounds,
        direction=direction,
        alert_window=str(window),
        interval=step,
        count_default_zero="true",
        **seasonal,
    )
