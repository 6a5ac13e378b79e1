"""How true the embedded Datadog is about metrics that are computed from spans, from RUM and from logs."""

from __future__ import annotations

from .row import Row

GENERATED = (
    Row(
        "create, read, list, change, delete",
        "exact",
        "statuses, shapes, errors and order of the list as recorded; no pages",
    ),
    Row(
        "name of a span-based or log-based metric",
        "exact",
        "what cannot stand in a metric's name becomes `_`, as recorded",
    ),
    Row("name of a RUM-based metric", "approximate", "the same; recordings have names that are right only"),
    Row(
        "names that begin with `trace.` (spans), `datadog.estimated_usage` (RUM)",
        "approximate",
        "refused as documented, in our words",
    ),
    Row(
        "a name that is taken",
        "exact",
        "409 in recorded words, in the recorded shape of RUM; spans have texts, and so have logs (not recorded)",
    ),
    Row("a name that another metric has", "absent", "only metrics of these three kinds are looked at"),
    Row(
        "what was not sent",
        "exact",
        "`filter` of spans and logs is `*` (schema; recorded of logs), that of RUM stays absent, `group_by` is empty",
    ),
    Row("`include_percentiles` of a distribution when not sent", "approximate", "false"),
    Row("`uniqueness` of what is neither session nor view", "exact", "refused in recorded words"),
    Row(
        "`path`, `include_percentiles` of a count; a distribution without `path`", "approximate", "refused in our words"
    ),
    Row("change of filter, groups, percentiles", "exact", "what is not sent stays"),
    Row(
        "change of aggregation, path, event type, uniqueness",
        "decided",
        "400 in our words; the schema of an update lacks them, and Datadog's Terraform provider replaces the metric",
    ),
    Row("queries of the filter", "approximate", "taken as sent; what is not understood computes nothing"),
    Row(
        "values over spans",
        "approximate",
        "computed of the spans that are ingested; filters of attributes, wildcards, ranges and boolean operators",
    ),
    Row("a group that a span lacks", "decided", "the series is without that tag"),
    Row("values over RUM", "absent", "nothing takes RUM events; submit points of the metric instead"),
    Row("values over logs", "absent", "nothing takes logs; submit points of the metric instead"),
    Row("content type of RUM's answers", "approximate", "`application/json`; recorded is `application/vnd.api+json`"),
)

TABLES = {"Metrics computed from spans, RUM and logs": GENERATED}
