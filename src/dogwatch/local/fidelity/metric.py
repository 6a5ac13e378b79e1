"""How true the embedded Datadog is about metrics."""

from __future__ import annotations

from .row import Row

METRICS = (
    Row("`series` (v1, v2), `distribution_points`", "exact", "202 as recorded; the API key is enough"),
    Row("values of points", "exact", "kept, and what queries answer; those of ten seconds are kept together"),
    Row("names, tags, hosts and resources", "exact", "rewritten as documented; 100 tags of a series at most"),
    Row("a rate without its interval", "decided", "counts as sent every 10 s"),
    Row("when a metric exists", "approximate", "at once and for good; the real one takes minutes and forgets"),
    Row(
        "number of series",
        "decided",
        "20,000 of all metrics, 5,000 of one; points of further ones are counted and told on the terminal. The real one"
        " takes all, and bills them",
    ),
    Row("type of a metric", "decided", "the first one submitted stays; 0 (unspecified) counts as a gauge"),
    Row(
        "points that are wrong",
        "decided",
        "400 in our words; points ahead by more than 10 minutes, or older than 4 hours, are dropped",
    ),
    Row("metadata", "exact", "fields and their order; null where nothing is known, no type for a distribution"),
    Row("metadata of a metric that never reported", "approximate", "404 and 400 in quoted words"),
    Row("metadata that is written in part", "decided", "what is not sent stays; units are not checked"),
    Row(
        "list of active metrics, search of their names",
        "approximate",
        "by when points came, after a restart by the points' own times; by host or tags, a key alone for any value",
    ),
)

CONFIGURATIONS = (
    Row("create, read, change, delete", "exact", "fields and their order as recorded in 2026"),
    Row(
        "a metric that never reported",
        "approximate",
        "400 in words quoted in July 2026; recordings of January 2026 show 201 for metrics not seen before",
    ),
    Row("a second configuration", "approximate", "409 in our words"),
    Row("percentiles of what is no distribution", "approximate", "refused in our words"),
    Row("`aggregations`", "approximate", "sum by sum when not sent, as recorded in 2026; else as sent"),
    Row("order of tags", "decided", "as sent; the real one is another from read to read"),
    Row("`metric_type` against the type submitted", "absent", "not compared"),
    Row("list", "approximate", "metrics, then configurations, as recorded, of which points came within the window"),
    Row(
        "filters of the list",
        "approximate",
        "`configured`, `tags_configured`, `metric_type`, `include_percentiles`, `tags`; others are refused (501)",
    ),
    Row("cursor", "approximate", "shape of the schema, without links"),
    Row(
        "all tags",
        "approximate",
        "at once and of all times, whatever `window[seconds]` says; filters, keys alone and the limit as documented",
    ),
    Row("volumes, assets, estimates, cardinalities, active configurations, indexing rules", "refused", "501"),
)

TABLES = {"Metrics and their metadata": METRICS, "Tag configurations": CONFIGURATIONS}
