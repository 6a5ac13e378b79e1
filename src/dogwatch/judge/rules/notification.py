"""The rules of notifications."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_PAGE = "monitors/notify"
_SHOWN = "monitors/notify/variables"
_SEEN = "as in notifications that people have published"

NOTIFICATIONS: Final = (
    Rule(
        "titles", "exact", "`[Triggered on {host:h1}] Name`, `[Triggered] Name` without `include_tags`", "API reference"
    ),
    Rule("titles-of-others", "approximate", f"`Warn`, `Recovered`, `Re-Triggered`, `[P2]` in front: {_SEEN}"),
    Rule(
        "titles-decided",
        "decided",
        "`No data`, `Re-No data`, `Re-Warn`, `Unknown`; several tags by the alphabet; not escaped",
    ),
    Rule(
        "text-of-an-event",
        "approximate",
        f"`%%%`, the message, what was measured, when it last triggered, links: {_SEEN}; without a picture and without"
        " links to hosts, processes and logs",
    ),
    Rule(
        "sentences",
        "approximate",
        f"`**metric** over **scope** was **> 60.0** on average during the **last 5m**`, `at least once`: {_SEEN}; `at"
        " all times`, `in total`, those of changes, of recoveries and of no data are ours; none but for metrics",
    ),
    Rule(
        "presets", "approximate", "query is the sentence, footer the links; `show_only_snapshot` hides all of it", _PAGE
    ),
    Rule("handle-hidden", "decided", "a preset hides handles, and those are told all the same"),
    Rule("escalation-message", "approximate", "stands behind the message, and tells its handles as well", _PAGE),
    Rule(
        "alert-types",
        "approximate",
        "`error`, `warning`, `success`; decided are no data, `error`, and Unknown, `warning`; all `normal`",
    ),
    Rule("tags-of-events", "approximate", f"those of the group and of the monitor, and `monitor`, sorted: {_SEEN}"),
    Rule("keys-of-events", "decided", "one for each group of a monitor, another from trigger to end; in our way"),
    Rule("drafts", "approximate", "tell nobody", "monitors/draft"),
    Rule("variables-together", "decided", "with `notify_by`, a tag has the values of all groups that are in trouble"),
    Rule("variables-of-composites", "exact", "`a.value`, `a.status` of the monitor named first, and so on", _SHOWN),
    Rule("messages-of-parts", "absent", "`a.message` stands for nothing; the page names no more than those two"),
    Rule(
        "variables-of-slo-alerts",
        "exact",
        "`timeframe`, `value`, `short_window_burn_rate`, `long_window_burn_rate`",
        _SHOWN,
    ),
    Rule(
        "log-samples",
        "approximate",
        "with `enable_logs_sample` up to ten logs that have a message stand in the text, of a count by group or of all"
        " and of a measure of all, at Alert and Warn; decided are their form, the newest first, 500 letters of each",
        "monitors/types/log",
    ),
    Rule(
        "lists-of-top-values",
        "absent",
        "what Datadog writes instead for groups that are told of together, and for measures by group; `enable_samples`",
        "monitors/types/log",
    ),
    Rule("grouping-in-time", "absent", "an older page bundles notifications of 20 seconds"),
)
RECORDS: Final = (
    Rule("variables-of-events", "exact", "`event.id`, `.title`, `.text`, `.host.name`, `.tags`, `.tags.key`", _SHOWN),
    Rule(
        "variables-of-logs",
        "exact",
        "`log.message`, `.service`, `.status`, `.source`, `.span_id`, `.trace_id`, `.attributes.x`, `.tags.key`;"
        " decided is `.host`",
        _SHOWN,
    ),
    Rule("tag-with-points", "exact", "`event.tags.[dot.key]`, in brackets; without them nothing (decided)", _SHOWN),
    Rule(
        "nested-attributes",
        "exact",
        "`log.attributes.[error.message]` is `message` in `error`; decided is that it needs no brackets",
        _SHOWN,
    ),
    Rule("attributes-with-parts", "decided", "an object stands for nothing, a list for its values with commas"),
    Rule("reserved-attributes", "decided", "`service`, `status` and their like are none of `log.attributes`"),
    Rule("log-timestamp", "decided", "`2026-01-05T09:00:40.000Z`"),
    Rule("log-link", "approximate", "the Log Explorer with search, group and window; the form is ours", _SHOWN),
    Rule(
        "record-of-a-notification",
        "approximate",
        "the newest record of the window, in the group that is told of (Datadog: one that it chose); with `notify_by`"
        " of those in trouble; nothing where the window is empty, as it is documented of recoveries",
        _SHOWN,
    ),
    Rule(
        "check-message",
        "approximate",
        "`check_message` is what the newest run said that has the status told of; nothing without data",
        _SHOWN,
    ),
    Rule(
        "variables-of-other-records",
        "absent",
        "`span.…`, `rum.…`, `audit.…`, `cipipeline.…`, `citest.…`, `databasemonitoring.…`: monitors on these are"
        " refused by the names of their types",
        _SHOWN,
    ),
    Rule(
        "variables-of-hosts",
        "absent",
        "`host.ip`, `host.metadata_…` and tags of a host that no query groups by: nothing here knows hosts",
        _SHOWN,
    ),
)

TABLES: Final = {"Notifications": NOTIFICATIONS, "What monitors of events, logs and checks tell": RECORDS}
