"""The words of Datadog's metric queries: ways to aggregate, modifiers, functions.

Sources: docs dashboards/functions with its pages, metrics/distributions, metrics/nested_queries.
"""

from __future__ import annotations

import re

AGGREGATORS = ("avg", "sum", "min", "max", "count", "stddev", "histogram")
# p50 to p99.99, and how many values of a distribution compare so with a number.
_AGGREGATOR = re.compile(
    r"avg|sum|min|max|count|stddev|histogram|p\d{1,2}(?:\.\d{1,2})?|count\(v:\s*v\s*(?:<=?|>=?)\s*-?\d+(?:\.\d+)?\)",
    re.ASCII,
)

MODIFIERS = ("as_count", "as_rate", "weighted", "rollup", "fill")

_FAMILIES = re.compile(
    r"(?:top|bottom)\d{1,3}(?:_(?:mean|min|max|sum|last|area|l2norm))?|(?:ewma|median|rollingavg)_\d{1,3}", re.ASCII
)
FUNCTIONS = (
    *("abs", "log2", "log10", "cumsum", "integral"),
    *("count_nonzero", "count_nonzero_finite", "count_not_null"),
    *("exclude_null", "clamp_min", "clamp_max", "cutoff_min", "cutoff_max"),
    *("fill", "default_zero"),
    *("top", "top_offset", "top5", "top10", "top15", "top20", "bottom5", "bottom10", "bottom15", "bottom20"),
    *("per_second", "per_minute", "per_hour", "derivative", "diff", "monotonic_diff", "dt", "throughput"),
    *("robust_trend", "trend_line", "piecewise_constant"),
    *("autosmooth", "ewma_3", "ewma_5", "ewma_7", "ewma_10", "ewma_20"),
    *("median_3", "median_5", "median_7", "median_9"),
    *("rollingavg_5", "rollingavg_13", "rollingavg_21", "rollingavg_29"),
    *("timeshift", "hour_before", "day_before", "week_before", "month_before", "calendar_shift"),
    *("anomalies", "outliers", "forecast"),
    *("is_greater", "is_less", "is_between"),
    *("rollup", "moving_rollup"),
)
_FUNCTIONS = frozenset(FUNCTIONS)


def is_aggregator(word: str) -> bool:
    """Whether a metric can be aggregated in space so: `avg`, `p99.9`, `count(v: v<=0.4)`."""
    return _AGGREGATOR.fullmatch(word) is not None


def is_function(word: str) -> bool:
    """Whether Datadog has a function of that name, those with a number in it included: `top10_mean`."""
    return word in _FUNCTIONS or _FAMILIES.fullmatch(word) is not None
