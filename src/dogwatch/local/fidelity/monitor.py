"""How true the embedded Datadog is about monitors."""

from __future__ import annotations

from .row import Row

MONITORS = (
    Row(
        "fields of an answer, per endpoint",
        "exact",
        "as recorded in 2026: `assets` and `restriction_policy` only when"
        " written, no `creator` after an update, `matching_downtimes` in lists",
    ),
    Row(
        "defaults of options",
        "exact",
        "`notify_audit`, `include_tags`, `silenced`; `notify_no_data` unless `on_missing_data`; `new_host_delay` unless"
        " `new_group_delay`; `groupby_simple_monitor` and `avalanche_window` by type",
    ),
    Row(
        "`groupby_simple_monitor` beyond log and CI monitors",
        "approximate",
        "reported for RUM, traces, errors; assumed for the other types that count events",
    ),
    Row("thresholds", "exact", "become floats, null ones go (a composite keeps them), an empty object goes"),
    Row(
        "texts", "exact", "lose white space at both ends; a monitor without a name is called by its query in backquotes"
    ),
    Row("`priority: 0`", "exact", "becomes null"),
    Row("`multi`", "exact", "true for a query with groups; false for formulas over `options.variables`, composites"),
    Row('`multi` with `notify_by: ["*"]`', "approximate", "false, as documented"),
    Row("`type`", "exact", "kept as sent; a `query alert` over a formula becomes `metric alert`"),
    Row("update", "exact", "merges top-level fields, replaces `options` whole and fills them in again"),
    Row("a mute under an update", "decided", "`options.silenced` stays when it is not sent"),
    Row(
        "change of type",
        "approximate",
        "refused but between `metric alert` and `query alert`; words as reported in part",
    ),
    Row(
        "duplicates",
        "approximate",
        "400 in recorded words when all fields a client decides are equal, tags included: every"
        " recorded duplicate was equal in all of them, and none shows which would suffice; an update is not checked",
    ),
    Row("fields the server owns", "approximate", "not looked at when sent, unknown ones neither"),
    Row("unknown options", "decided", "kept as sent"),
    Row("`restriction_policy`", "refused", "unless it restricts nobody"),
    Row("creating `synthetics alert` monitors", "approximate", "refused (400) in our words"),
    Row(
        "`overall_state`",
        "approximate",
        "the most severe state of a group, from the last full minute; `No Data` until then, and for what is not judged",
    ),
    Row("`overall_state_modified`", "approximate", "when that changed last, to the second of its evaluation"),
    Row("downtimes", "absent", "`matching_downtimes` is always empty"),
)

CHECKS = (
    Row(
        "query of a metric monitor",
        "approximate",
        "head, window, brackets, operator, number; not the inside of the"
        " expression; bare `The value provided for parameter 'query' is invalid`",
    ),
    Row(
        "window",
        "approximate",
        "metrics and formulas up to a month (schema: a week, pages: a month), events up to 2 days",
    ),
    Row(
        "queries over events",
        "approximate",
        "source by type, window, operator; `invalid operator specified: ` in quoted words",
    ),
    Row("critical threshold and the number in the query", "exact", "must be equal; quoted words"),
    Row("warning without critical", "approximate", "`Alert status is required.`, quoted"),
    Row("warning on the wrong side", "approximate", "words quoted for `>`, derived for `<`"),
    Row("recovery thresholds", "approximate", "must not overlap the alert; quoted words"),
    Row("service checks", "approximate", "form, `last(n)` up to 100, n at least the largest threshold (quoted)"),
    Row(
        "composites",
        "approximate",
        "form, at most 10 monitors, all there and none composite: `Some monitor IDs are invalid`",
    ),
    Row(
        "SLO alerts",
        "approximate",
        "form; long window 1 to 48 h, the short one shorter; the SLO must exist and have the window named; words ours",
    ),
    Row("burn rate above 1 / (1 - target)", "approximate", "refused in quoted words"),
    Row(
        '`notify_by: ["*"]` without groups, `custom_schedule` without `on_missing_data`',
        "approximate",
        "refused in our words",
    ),
    Row(
        "more than four facets in queries over events, `group_retention_duration` outside 60m to 72h",
        "approximate",
        "refused in our words; the limits are those of the pages and the API description",
    ),
    Row("other options (ranges, exclusions, lengths, handles)", "absent", "taken as sent"),
    Row("1,000 monitors each on logs, events and traces of an account", "absent", "any number is taken"),
    Row("tags", "absent", "taken as sent, not rewritten"),
)

READING = (
    Row("list without `page` and `id_offset`", "approximate", "everything at once, by id, as documented"),
    Row(
        "`page`, `page_size`, `id_offset`",
        "approximate",
        "`page_size` 100 by default, at most 1000; more is refused in our words",
    ),
    Row("filter `name`, `tags`, `monitor_tags`", "approximate", "part of the name; all tags asked for must be there"),
    Row(
        "filter `group_states`",
        "approximate",
        "words checked as recorded; shows `state` with the groups in these states, and leaves no monitor out (decided)",
    ),
    Row("shape of a search, 30 a page, counts, bad status", "exact", "recorded"),
    Row("order of a search without `sort`", "decided", "by id"),
    Row(
        "language of the search",
        "approximate",
        "AND, OR, NOT, brackets, also behind a key; `status title type id priority muted tag scope"
        " metric notification env service team group group_status`; other keys are refused (501)",
    ),
    Row("`classification`", "approximate", "metrics of an integration count as `metric`, not `integration`"),
    Row("search of groups", "exact", "fields as recorded; times of a group that never came to a state are 0"),
    Row(
        "`muted`, `muted_until_ts` of searches",
        "decided",
        "by the downtimes in force: a group by one that is about it, a monitor once all its groups are, or by"
        " `options.silenced`; `downtimes` and `muted_remaining` of groups stay empty",
    ),
    Row(
        "`state.groups`",
        "approximate",
        "fields of the schema, `*` for the group of a simple alert; times of what never was are null (decided)",
    ),
)

WRITING = (
    Row("delete", "exact", "`deleted_monitor_id`; 404 `Monitor not found`"),
    Row(
        "delete of a monitor that a composite or an SLO names",
        "approximate",
        "400 in quoted words unless `force=true`",
    ),
    Row("`can_delete`", "approximate", "200, or 409 with the reasons by id, quoted shape"),
    Row("validate", "approximate", "`{}` (recorded) or the error a create or update would meet, duplicates left out"),
    Row(
        "tag policies: create, read, list, change, delete",
        "exact",
        "recorded; a second one for a key is refused in our words",
    ),
    Row(
        "tag policies on monitors",
        "approximate",
        "checked on create, update and validate; words are ours, `*` allows any value",
    ),
    Row("policies on downtimes", "refused", "501"),
)

TABLES = {
    "Monitors as stored and answered": MONITORS,
    "What is checked on a monitor": CHECKS,
    "Lists and searches of monitors": READING,
    "Validating and deleting monitors, policies": WRITING,
}
