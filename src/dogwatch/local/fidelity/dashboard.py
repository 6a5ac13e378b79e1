"""How true the embedded Datadog is about dashboards."""

from __future__ import annotations

from .row import Row

DASHBOARDS = (
    Row("create, get, update, delete; bodies", "exact", "come back as sent, order of keys and number types included"),
    Row("fields the server adds, their order", "exact", "as recorded since June 2025: no `is_read_only`"),
    Row(
        "`restricted_roles: []` when not sent",
        "approximate",
        "as in two of the three recorded organisations; in the third it is left out",
    ),
    Row(
        "`template_variable_presets`, `default_timeframe`, `reflow_type`, `tags`, `tabs`",
        "exact",
        "come back when they were sent; their order among themselves is recorded in part",
    ),
    Row("ids of widgets", "exact", "kept when sent; else large and random, in groups too, new with every write"),
    Row("address", "exact", "words of the title, at most 80 characters"),
    Row("`notify_list`", "exact", "sorted"),
    Row("update", "exact", "replaces the whole"),
    Row("tags other than `team:`", "exact", "refused in recorded words"),
    Row("more than 5 tags", "approximate", "refused in our words"),
    Row("a view with `value` and `values`", "exact", "refused in recorded words"),
    Row("a template variable with `default` and `defaults`, an empty default", "approximate", "quoted words"),
    Row("missing fields, wrong types, `reflow_type: null`", "approximate", "refused; the form of others, our words"),
    Row("change of `layout_type`", "approximate", "refused in our words"),
    Row(
        "bodies of widgets",
        "absent",
        "anything with a `definition` that has a `type` is taken, also of unknown types; the real server checks them"
        " deeply; `Invalid widget definition at position … of type …` is quoted, what follows is ours",
    ),
    Row("unknown fields of the dashboard", "decided", "dropped; the recordings show none"),
    Row("`layout` and `reflow_type` fitting each other, groups in groups", "absent", "taken as sent"),
    Row("read-only dashboards, restricted roles", "absent", "kept, not enforced"),
    Row("SLOs and monitors a widget names", "absent", "need not exist"),
)

AROUND = (
    Row("list", "exact", "fields as recorded; all of them without `count`"),
    Row("order of the list", "decided", "by id"),
    Row("`filter[deleted]`", "exact", "recorded; deleted dashboards stay for good, not 30 days"),
    Row("`filter[shared]`", "approximate", "always empty: sharing is not emulated"),
    Row("bulk delete and restore", "exact", "204; all or none, 404 with the first id that is missing (ours in part)"),
    Row("dashboard lists, sharing, usage, version 2", "refused", "501"),
)

DRAWN = (
    Row("geomap, treemap, bar chart", "approximate", "as a list, which says so; hostmap and scatterplot as a table"),
    Row("sunburst", "approximate", "one ring; of more than twelve shares the least are one"),
    Row("what is not drawn: funnel, logs, maps of services, types that are new", "refused", "named, with its JSON"),
    Row("a widget that no tab names", "decided", "stands in the first tab"),
    Row(
        "a search of an SLO list", "approximate", "words of names, tags and `slo_type`, with AND, OR, NOT and wildcards"
    ),
    Row("comparisons in such a search, an order by anything but `status.sli`", "refused", "said in the widget"),
    Row("the order of an SLO list that asks for none", "decided", "broken promises first, then by name"),
)

TABLES = {
    "Dashboards as stored and answered": DASHBOARDS,
    "Around dashboards": AROUND,
    "Dashboards as they are drawn": DRAWN,
}
