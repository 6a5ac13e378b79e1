"""How true the embedded Datadog is about SLOs."""

from __future__ import annotations

from .row import Row

SLOS = (
    Row("create, get, update, delete; shape of each answer", "exact", "recorded: a list of one, get an object"),
    Row("whole targets", "exact", "of the primary window: integers in answers to a create and an update, else floats"),
    Row("`target_display`, `warning_display`", "exact", "`95.`, `99.5`, whatever was sent"),
    Row("primary window", "exact", "the shortest when none is named"),
    Row(
        "`target_threshold`, `warning_threshold` that contradict the thresholds",
        "decided",
        "not looked at: those of the primary window are taken",
    ),
    Row("`query` from `sli_specification`", "exact", "good and total; good plus bad, each in brackets"),
    Row(
        "`sli_specification` from `query`",
        "approximate",
        "recorded since March 2026 for a query and for `a - b`; brackets of longer formulas are ours",
    ),
    Row("order of tags", "decided", "as sent; the real one is another from read to read"),
    Row("upper case in tags", "approximate", "refused, as a tool reports; words ours"),
    Row("404, `Required parameter 'type' is missing`", "exact", "recorded, quoted"),
    Row(
        "other refusals",
        "approximate",
        "`Invalid payload: …`; `must specify monitor_ids` and `must specify the query for count types` are quoted,"
        " the target's range is a tool's wording, the rest is ours",
    ),
    Row("type of an SLO", "exact", "stays: an update is read as one of the stored type"),
    Row("update", "decided", "replaces all a client decides; recorded updates sent everything"),
    Row("decimals of targets", "approximate", "3; 2 for monitor SLOs over 7 and 30 days, as documented"),
    Row("monitors of an SLO", "decided", "1 to 20, all must exist; their types are not asked"),
    Row("what a metric query counts (count, rate, distribution)", "absent", "taken as sent"),
    Row("an SLO that loses a window or gains a target its alerts rely on", "absent", "taken; alerts stay as they are"),
    Row("unknown fields", "decided", "dropped"),
)

AROUND = (
    Row("list", "approximate", "1000 at once; name, one tag, part of the queries; counts as recorded; by id"),
    Row("list by `ids`", "exact", "in that order, without `metadata`; 404 for one that is missing is ours"),
    Row("delete of an SLO that a dashboard shows", "approximate", "409 unless `force=true`, shape of the schema"),
    Row("delete of an SLO that has an alert", "decided", "409 like the above"),
    Row("`can_delete`", "exact", "200 with `ok` and `denied_ids`; the 409's words are ours"),
    Row("bulk delete", "approximate", "shape of the schema; an SLO in use is an entry of `errors`"),
    Row(
        "search",
        "approximate",
        "recorded shape of 2022; words of the name, `slo_type env service team`,"
        " other keys are refused (501); links without a host",
    ),
    Row(
        "`overall_status`, `status` of a search",
        "approximate",
        "fields of the schema, measured when it is asked for, not minutes before; numbers without data are null,"
        " and `error` says what is not measured here (decided)",
    ),
    Row(
        "history",
        "approximate",
        "recorded envelope of a metric SLO without data, values every 2 hours whatever the span; with data by the"
        " schema; `history` of time slices has no 2 for no data; refused (501) for SLOs of monitors that are"
        " not judged here",
    ),
    Row("corrections: create, get, update, delete, list, those of an SLO", "exact", "recorded; links without a host"),
    Row(
        "status over a span (v2)",
        "approximate",
        "by the schema; null without data; the target is that of the primary window",
    ),
    Row("corrections that are refused", "approximate", "400, partly in words of the library that is known to say them"),
    Row("corrections of an SLO that is deleted", "decided", "stay"),
    Row("reports", "refused", "501"),
)

TABLES = {"SLOs as stored and answered": SLOS, "Around SLOs": AROUND}
