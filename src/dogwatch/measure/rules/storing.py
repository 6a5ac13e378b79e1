"""The rules by which values are kept and series are found."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

STORED: Final = (
    Rule(
        "resolution",
        "approximate",
        "points of a series within ten seconds, which is what the Agent sends, are kept together: their number, sum,"
        " least and greatest; Datadog keeps seconds",
        "dashboards/guide/query-to-the-graph",
    ),
    Rule(
        "retention",
        "decided",
        "ten seconds for 4 hours, minutes for 8 days, hours for 92 days, at most 493 kB of a series; Datadog keeps all"
        " for 15 months",
    ),
    Rule(
        "late-points",
        "decided",
        "points older than the ten-second cells that are kept are left out, and counted; so are numbers beyond 1e100",
    ),
    Rule("same-timestamp", "absent", "a second point of a series at a time does not replace the first, both are kept"),
    Rule(
        "type-of-a-metric",
        "decided",
        "the first point of a metric says its type and interval. Counts and rates of any interval that come later are"
        " brought to them, so that sums by `as_count` and `as_rate` hold them as what they were, and averages of rates"
        " go by time; a query with neither has all in the first type. A gauge that comes as something else, or the"
        " reverse, is kept as it is and told on the terminal; a distribution is left out, and told",
    ),
    Rule(
        "submission-interval",
        "exact",
        "a rate is a count over the interval of its points, which the Agent sends with them: 10 s for DogStatsD",
        "metrics/custom_metrics/type_modifiers",
    ),
    Rule(
        "sketches",
        "exact",
        "bins as the Agent makes them: gamma 1 + 2/128, least value 1e-9; a value is known to within 0.8 %",
        "agent pkg/quantile/config.go",
    ),
    Rule(
        "retention-of-bins",
        "decided",
        "ten seconds for 4 hours, minutes for 2 days, hours for 92 days: percentiles of what is older than 2 days are"
        " those of whole hours. At most 6,599 cells of a series, 1.2 kB each where values lie within a factor of five",
    ),
    Rule("number-of-bins", "approximate", "without the Agent's limit of 4,096 bins; values end at 1e46"),
    Rule(
        "exact-beside-sketches",
        "approximate",
        "count, sum, least and greatest of a distribution are kept beside its bins, and are exact",
        "metrics/distributions",
    ),
    Rule(
        "percentiles-enabled",
        "absent",
        "percentiles are evaluated whether or not the metric's tag configuration includes them",
    ),
)

SELECTED: Final = (
    Rule(
        "scope",
        "exact",
        "tags joined by commas, `!`, AND, OR, NOT, IN and NOT IN; series without the tag are in what is excluded",
        "metrics/advanced-filtering",
    ),
    Rule(
        "wildcards", "exact", "`*` in the value of a tag is any text, also in the middle", "metrics/advanced-filtering"
    ),
    Rule("letter-case", "decided", "tags of a scope are compared in lower case, as tags are stored"),
    Rule(
        "groups",
        "approximate",
        "a series with several values of a key is in the group of each; a missing tag is `N/A`, and groups that have it"
        " are not in monitors",
        "monitors/guide/troubleshooting-no-data",
    ),
    Rule("default-aggregator", "approximate", "a query that names none takes the average"),
    Rule("groups-without-values", "decided", "a group without any value in the window is no group of the result"),
    Rule(
        "groups-in-monitors",
        "decided",
        "a monitor knows the groups that had reported by the end of its window, looked at now or afterwards: a count of"
        " groups has no value before the first of them, and is 0 where none has one in the window",
    ),
    Rule(
        "template-variables",
        "refused",
        "a scope with `$env` needs a value in its place before it is evaluated",
        "dashboards/template_variables",
    ),
    Rule("query-of-metrics", "refused", "a formula over queries of logs, spans, RUM, events, SLOs, costs or processes"),
)
