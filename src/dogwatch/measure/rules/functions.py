"""The rules of Datadog's functions, under the functions' names."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_ARITHMETIC, _COUNT = "dashboards/functions/arithmetic", "dashboards/functions/count"
_EXCLUSION, _RANK, _RATE = "dashboards/functions/exclusion", "dashboards/functions/rank", "dashboards/functions/rate"
_SMOOTHING, _SHIFT = "dashboards/functions/smoothing", "dashboards/functions/timeshift"
_ALGORITHMS, _REGRESSION = "dashboards/functions/algorithms", "dashboards/functions/regression"

FUNCTIONS: Final = (
    Rule("abs", "exact", "without the sign", _ARITHMETIC),
    Rule("log2", "exact", "the logarithm; null for what has none", _ARITHMETIC),
    Rule("log10", "exact", "the logarithm; null for what has none", _ARITHMETIC),
    Rule("cumsum", "exact", "the sum of the values of the window so far; nulls stay", _ARITHMETIC),
    Rule(
        "integral",
        "approximate",
        "the sum of each value times the seconds since the one before; the first counts nothing",
        _ARITHMETIC,
    ),
    Rule("count_nonzero", "exact", "per time, how many groups have a value that is not 0; one series", _COUNT),
    Rule("count_nonzero_finite", "exact", "the same as `count_nonzero`", _COUNT),
    Rule("count_not_null", "exact", "per time, how many groups have a value; one series", _COUNT),
    Rule("exclude_null", "exact", "without the groups that have `N/A` for a key", _EXCLUSION),
    Rule("clamp_min", "exact", "values under the number become it", _EXCLUSION),
    Rule("clamp_max", "exact", "values over the number become it", _EXCLUSION),
    Rule("cutoff_min", "exact", "values under the number become null; equal ones stay", _EXCLUSION),
    Rule("cutoff_max", "exact", "values over the number become null; equal ones stay", _EXCLUSION),
    Rule("fill", "approximate", "as the modifier; over what was aggregated, the gaps of each group"),
    Rule("default_zero", "exact", "see `default-zero`", "dashboards/functions/interpolation"),
    Rule(
        "top",
        "exact",
        "the groups of the greatest (`desc`) or least mean, max, min, sum, last, area or l2norm, in that order; equal"
        " ones in the order of their names (decided). Short forms such as `bottom5_min`; `top5` goes by the mean",
        _RANK,
    ),
    Rule("top_offset", "approximate", "as `top`, after so many groups"),
    Rule("per_second", "approximate", "as `derivative`; what falls is negative", _RATE),
    Rule("per_minute", "approximate", "60 times `derivative`", _RATE),
    Rule("per_hour", "approximate", "3,600 times `derivative`", _RATE),
    Rule("derivative", "exact", "`diff` over the seconds since the value before", _RATE),
    Rule(
        "diff",
        "exact",
        "the difference from the value before, the first of the window being null; of a query per series, after time"
        " and before space aggregation, as documented of `diff` and taken for all of these",
        _RATE,
    ),
    Rule("monotonic_diff", "approximate", "as `diff`, 0 where it would be negative", _RATE),
    Rule("dt", "approximate", "seconds between buckets with a value of any group; one series", _RATE),
    Rule("throughput", "exact", "each value over the seconds of its bucket", _RATE),
    Rule("trend_line", "exact", "the line of least squares through each group", _REGRESSION),
    Rule("ewma", "decided", "alpha is 2 / (span + 1), beginning with the first value; nulls are left out", _SMOOTHING),
    Rule("median", "exact", "the median of the last so many values; nulls are left out", _SMOOTHING),
    Rule(
        "rollingavg", "decided", "the mean of the last so many values; nulls are left out", "dashboards/functions/beta"
    ),
    Rule("timeshift", "exact", "values of so many seconds earlier, in whole buckets", _SHIFT),
    Rule("hour_before", "exact", "values of an hour earlier", _SHIFT),
    Rule("day_before", "exact", "values of a day earlier", _SHIFT),
    Rule("week_before", "exact", "values of a week earlier", _SHIFT),
    Rule("month_before", "exact", "values of 28 days earlier", _SHIFT),
    Rule(
        "calendar_shift",
        "approximate",
        "values of the same clock time so many days, weeks, months or years earlier, one shift for the whole window",
    ),
    Rule("is_greater", "exact", "1 or 0", "metrics/nested_queries"),
    Rule("is_less", "exact", "1 or 0", "metrics/nested_queries"),
    Rule("is_between", "exact", "1 or 0; equal to an end is 0", "metrics/nested_queries"),
    Rule(
        "moving_rollup",
        "approximate",
        "avg, sum, min, max, count or median of the values of so many seconds that end with each; it sees the window"
        " only",
        "dashboards/functions/rollup",
    ),
    Rule("rollup", "refused", "see `nested-queries`", "metrics/nested_queries"),
    Rule("anomalies", "refused", "its models have constants that only Datadog knows", _ALGORITHMS),
    Rule("outliers", "refused", "its distances are scaled by a constant that only Datadog knows", _ALGORITHMS),
    Rule("forecast", "refused", "its models have constants that only Datadog knows", _ALGORITHMS),
    Rule("robust_trend", "refused", "the constant of its loss is not documented", _REGRESSION),
    Rule("piecewise_constant", "refused", "how it cuts segments is not documented", _REGRESSION),
    Rule("autosmooth", "refused", "how it chooses its span is not documented", _SMOOTHING),
    Rule("other-functions", "refused", "functions of no other name"),
)
