"""The rules by which the values of series become those of a query."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

IN_TIME: Final = (
    Rule(
        "bucket-alignment",
        "exact",
        "buckets begin at whole multiples of their interval since 1970, and have the time at which they begin; the"
        " first and the last hold what is in the window",
        "dashboards/functions/rollup",
    ),
    Rule(
        "interval-of-graphs",
        "approximate",
        "20 s up to 1 h, 1 min up to 4 h, 5 min up to 1 d, 10 min up to 2 d, 1 h up to 7 d, 4 h up to 31 d, 12 h up to"
        " 93 d, then 1 d: those of lines; bars have others in the product",
        "dashboards/functions/rollup; dashboards/guide/query-to-the-graph",
    ),
    Rule("interval-of-monitors", "decided", "1 min up to 4 h, then that of graphs; no source gives the real ones"),
    Rule(
        "interval-at-least",
        "approximate",
        "at most 1,500 points: a shorter interval becomes the shortest that has no more, and keeps its method",
        "dashboards/functions/rollup",
    ),
    Rule(
        "interval-by-retention",
        "decided",
        "a multiple of what is kept at the beginning of the window: 10 s, 1 min or 1 h; the ends of a window older than"
        " that are whole minutes or hours",
    ),
    Rule("interval-of-several", "decided", "an expression takes the longest interval of its queries"),
    Rule(
        "time-aggregation",
        "exact",
        "avg, sum, min, max and count of the points of a series in a bucket; avg unless told otherwise",
        "dashboards/functions/rollup",
    ),
    Rule(
        "as-count",
        "exact",
        "sum, times the submission interval for a rate; nothing is interpolated; no effect on gauges",
        "metrics/custom_metrics/type_modifiers",
    ),
    Rule(
        "as-rate",
        "approximate",
        "the count over the seconds of the bucket, as documented for counts; the page has the bare sum for rates. A"
        " bucket is normalised though it may hold one point",
        "metrics/custom_metrics/type_modifiers",
    ),
    Rule(
        "as-count-with-method",
        "decided",
        "a method in `.rollup` wins over the sum of `as_count` and `as_rate`; a count of points is not scaled",
    ),
    Rule(
        "weighted",
        "exact",
        "the sum of the points times the submission interval, over the seconds of the bucket, for `sum:` of gauges;"
        " without interpolation (decided)",
        "dashboards/guide/how-weighted-works",
    ),
    Rule(
        "weighted-by-itself", "absent", "the product appends `weighted` to queries of such gauges; here it is written"
    ),
    Rule("nested-queries", "refused", "a second rollup, in time or in space, over one query", "metrics/nested_queries"),
    Rule("modifier-of-function", "refused", "a modifier behind a function"),
)

INTERPOLATED: Final = (
    Rule(
        "interpolation",
        "exact",
        "linear for 5 minutes, for all types; none with `as_count`, `as_rate` but for gauges, none for distributions"
        " (decided)",
        "metrics/guide/interpolation-the-fill-modifier-explained",
    ),
    Rule(
        "interpolation-when",
        "approximate",
        "where more than one series has values in the window, in arithmetic with another query, under `default_zero`,"
        " and wherever `.fill` is written: there the page would leave a single series alone in a graph",
        "metrics/guide/interpolation-the-fill-modifier-explained",
    ),
    Rule(
        "interpolation-limit",
        "approximate",
        "a line goes through gaps whose ends are at most the limit apart; `last` and `zero` go up to the limit after a"
        " value; it is a day at most (decided)",
        "dashboards/functions/interpolation; monitors/guide/monitor-arithmetic-and-sparse-metrics",
    ),
    Rule(
        "interpolation-at-the-ends",
        "approximate",
        "values before the window are looked at up to the limit, in graphs those after it too; after the last value a"
        " line goes on under `default_zero` only, so that both worked examples come out",
        "metrics/guide/interpolation-the-fill-modifier-explained",
    ),
    Rule(
        "default-zero",
        "exact",
        "interpolates gauges, then what is null is 0; a query without any series is one of zeros",
        "dashboards/functions/interpolation",
    ),
    Rule(
        "default-zero-groups",
        "decided",
        "zeros for groups that reported in the 24 hours before the window or later; in monitors by whole hours",
    ),
)

IN_SPACE: Final = (
    Rule(
        "space-aggregation",
        "exact",
        "avg, sum, min and max of the series of a group after time aggregation; one series alone is taken as it is",
        "metrics; metrics/guide/different-aggregators-look-same",
    ),
    Rule("missing-in-space", "approximate", "series without a value in a bucket do not count there"),
    Rule("count-of-series", "decided", "`count:` of what is no distribution: how many series have a value"),
    Rule(
        "distributions-at-once",
        "exact",
        "distributions are merged in time and space at once, whatever the method of `.rollup`",
        "metrics/faq/rollup-for-distributions-with-percentiles",
    ),
    Rule(
        "percentiles",
        "approximate",
        "the value at rank q (n - 1) of the merged sketch, between least and greatest; within 1 % of the exact one",
        "metrics/distributions",
    ),
    Rule("standard-deviation", "approximate", "of the middles of the bins, divided by their number", "metrics/types"),
    Rule(
        "threshold-counts",
        "approximate",
        "`count(v: v<=5)` counts bins; values within 0.8 % of the number count as it does",
        "service_level_objectives/metric",
    ),
    Rule("histogram", "refused", "`histogram:` gives the bins of a distribution, not a value per time"),
    Rule(
        "sketch-of-no-distribution",
        "refused",
        "percentiles, deviations and threshold counts of what is no distribution",
        "metrics/distributions",
    ),
)

CALCULATED: Final = (
    Rule(
        "arithmetic",
        "exact",
        "point by point on equal buckets, numbers with every point; null where an operand is, and where 0 divides",
        "monitors/guide/monitor-arithmetic-and-sparse-metrics",
    ),
    Rule(
        "zero-in-arithmetic",
        "exact",
        "what is missing is 0 for queries with `as_count` or `as_rate` and under `default_zero`, where the other side"
        " has a value",
        "dashboards/functions/interpolation",
    ),
    Rule(
        "join-of-groups",
        "exact",
        "equal keys join on equal values, in whatever order",
        "dashboards/faq/how-do-i-do-arithmetic-with-grouped-metrics",
    ),
    Rule("join-of-one-side", "approximate", "groups on one side only are null, or kept where what is missing is 0"),
    Rule("join-of-fewer-keys", "decided", "a side with fewer keys joins all groups that have its values"),
    Rule("join-of-other-keys", "refused", "sides of which each is grouped by a key that the other lacks"),
    Rule(
        "scalar",
        "approximate",
        "the buckets of each query are reduced by its aggregator, then the formula is applied",
        "api: scalar queries",
    ),
    Rule(
        "functions-in-scalars",
        "decided",
        "a function over a query sees its series; one over what was calculated sees reduced values, unless it works"
        " over time",
    ),
    Rule(
        "percentile-of-a-window",
        "approximate",
        "`percentile` takes that of a query over the whole window",
        "api: FormulaAndFunctionMetricAggregation",
    ),
    Rule("window-of-no-percentile", "refused", "`percentile` of a query for something else"),
    Rule(
        "as-count-in-monitors",
        "exact",
        "an expression that calculates with `as_count()` reduces its operands over the window first",
        "monitors/guide/as-count-in-monitor-evaluations",
    ),
    Rule("reduction-of-nulls", "exact", "nulls take no part; a window of nulls has no value", "monitors/types/metric"),
    Rule(
        "change",
        "exact",
        "`change` and `pct_change` are differences from the same window earlier, point by point",
        "monitors/types/change-alert",
    ),
    Rule("arguments", "refused", "functions and modifiers with arguments that their page does not have"),
)
